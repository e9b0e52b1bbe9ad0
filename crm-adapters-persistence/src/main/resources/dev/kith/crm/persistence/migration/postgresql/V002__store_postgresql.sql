-- What only PostgreSQL can do for the tables of V001.

-- Sorting keys compare byte by byte: quick, the same on every server, and not broken by a new
-- version of the system's language files.
alter table lead
  alter column name_key type varchar collate "C",
  alter column company_key type varchar collate "C",
  alter column live_email_key type varchar collate "C",
  alter column search_text type varchar collate "C";

-- Tells which transaction wrote an event, so that a reader of the feed stops in front of
-- transactions that have not ended: their events may come in between.
alter table outbox_event
  add column written_by xid8 not null default pg_current_xact_id();

-- Finding fragments of text by index needs the extension pg_trgm, which comes with PostgreSQL and
-- may be created by whoever may create objects in the database. Without it everything works, and
-- searching reads the whole table; docs/operations.md says how to add it later.
do $$
declare
  home text;
begin
  begin
    if not exists (select 1 from pg_extension where extname = 'pg_trgm') then
      if exists (select 1 from pg_namespace where nspname = 'public') then
        create extension if not exists pg_trgm with schema public;
      else
        create extension if not exists pg_trgm;
      end if;
    end if;
  exception
    when insufficient_privilege or undefined_file or feature_not_supported then
      raise warning 'pg_trgm is not available (%); searching for leads will be slow', sqlerrm;
    -- Somebody else created it at the same moment.
    when unique_violation or duplicate_object then
      null;
  end;
  select n.nspname into home
    from pg_extension e join pg_namespace n on n.oid = e.extnamespace
    where e.extname = 'pg_trgm';
  if home is not null then
    execute format(
      'create index lead_by_fragment on lead using gin (search_text %I.gin_trgm_ops)', home);
  end if;
end
$$;

-- Everything that the figures of leads are counted from, so that they need not be read themselves.
create index lead_by_figures on lead (owner_id, status, created_at) where deleted_at is null;
