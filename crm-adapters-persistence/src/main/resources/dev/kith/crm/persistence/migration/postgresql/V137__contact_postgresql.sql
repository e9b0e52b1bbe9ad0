-- As for accounts (V124): keys compare byte by byte, and fragments are found by index where pg_trgm is
-- there.
alter table contact
  alter column name_key type varchar collate "C",
  alter column family_name_key type varchar collate "C",
  alter column live_email_key type varchar collate "C",
  alter column live_external_key type varchar collate "C",
  alter column search_text type varchar collate "C";

alter table contact_email alter column address type varchar collate "C";
alter table contact_phone alter column number type varchar collate "C";

do $$
declare
  home text;
begin
  select n.nspname into home
    from pg_extension e join pg_namespace n on n.oid = e.extnamespace
    where e.extname = 'pg_trgm';
  if home is not null then
    execute format(
      'create index contact_by_fragment on contact using gin (search_text %I.gin_trgm_ops)', home);
  end if;
end
$$;
