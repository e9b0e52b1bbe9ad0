-- Keys stand in segments from here on, for which docs/decisions/0042-keys-in-segments-on-h2.md has the reasons. Those of leads
-- from before are made anew, by the job that takes up leads from before there were any.
truncate table lead_blocking_key;

delete from lead_blocking_fill;

insert into lead_blocking_fill (after_lead)
  select cast(null as uuid) where exists (select 1 from lead);
