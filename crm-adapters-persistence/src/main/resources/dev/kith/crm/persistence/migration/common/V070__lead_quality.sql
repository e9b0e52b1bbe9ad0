-- How complete and usable a lead's data is: the points, to sort and filter by, and what is missing for 100.

alter table lead add column quality bigint;
-- Codes of aspects, with a blank between them.
alter table lead add column quality_missed varchar;

create index lead_by_quality on lead (quality, id);

-- While there are leads from before quality was kept: one row that tells how far they have got it.
create table lead_quality_fill (
  after_lead uuid
);

insert into lead_quality_fill (after_lead)
  select cast(null as uuid) where exists (select 1 from lead);
