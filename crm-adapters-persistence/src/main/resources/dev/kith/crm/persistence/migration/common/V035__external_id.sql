-- By what another system knows a lead; no two live leads have the same of one system.

alter table lead add column external_system varchar;
alter table lead add column external_id varchar;
-- The key of the external id while the lead is live; nulls are distinct, so the bin is free.
alter table lead add column live_external_key varchar;
alter table lead add constraint lead_live_external_unique unique (live_external_key);
