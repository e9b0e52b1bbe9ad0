-- By what another system knows an opportunity. The key is that of live ones; nulls are distinct, so the
-- bin is free.

alter table opportunity add column external_system varchar;
alter table opportunity add column external_id varchar;
alter table opportunity add column live_external_key varchar;
alter table opportunity
  add constraint opportunity_live_external_unique unique (live_external_key);
