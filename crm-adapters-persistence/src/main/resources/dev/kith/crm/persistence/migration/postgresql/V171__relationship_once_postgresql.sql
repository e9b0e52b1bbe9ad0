-- A target has one primary contact at most, and a contact each role there once at a time. Nulls are
-- distinct, so what has ended does not take part.

alter table relationship add column primary_of uuid
  generated always as (case when is_primary and valid_to is null then target_id end) stored;
alter table relationship add column lasting_of uuid
  generated always as (case when valid_to is null then target_id end) stored;

alter table relationship add constraint relationship_primary_unique unique (target_kind, primary_of);
alter table relationship add constraint relationship_lasting_unique
  unique (contact_id, target_kind, lasting_of, role_key);
