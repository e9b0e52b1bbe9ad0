-- As for leads (V002): keys compare byte by byte, and fragments are found by index where pg_trgm is
-- there.
alter table opportunity
  alter column rank_key type varchar collate "C",
  alter column name_key type varchar collate "C",
  alter column search_text type varchar collate "C";

do $$
declare
  home text;
begin
  select n.nspname into home
    from pg_extension e join pg_namespace n on n.oid = e.extnamespace
    where e.extname = 'pg_trgm';
  if home is not null then
    execute format(
      'create index opportunity_by_fragment on opportunity using gin (search_text %I.gin_trgm_ops)',
      home);
  end if;
end
$$;
