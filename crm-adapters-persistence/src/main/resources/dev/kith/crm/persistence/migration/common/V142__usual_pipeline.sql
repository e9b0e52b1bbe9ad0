-- A database that is in use already gets the pipeline that new ones begin with. New ones get theirs at
-- their first start, with an entry in the audit trail.

insert into pipeline (id, version, created_at, updated_at, name, live_name_key)
select cast('019a0000-0000-7000-8000-000000000140' as uuid), 1, current_timestamp, current_timestamp,
  'Sales', 'sales'
where exists (select 1 from app_user);

insert into pipeline_stage
  (pipeline_id, stage_key, type, place, name, probability, rot_days, required, allowed_next)
select p.id, s.stage_key, s.type, s.place, s.name, s.probability, s.rot_days, s.required, ''
from pipeline p
cross join (
  select 'prospecting' as stage_key, 'OPEN' as type, 0 as place, 'Prospecting' as name,
    10 as probability, 21 as rot_days, '' as required
  union all select 'qualification', 'OPEN', 1, 'Qualification', 25, 21, ''
  union all select 'proposal', 'OPEN', 2, 'Proposal', 50, 14, 'amount closeDate'
  union all select 'negotiation', 'OPEN', 3, 'Negotiation', 75, 14, 'amount closeDate'
  union all select 'won', 'WON', 4, 'Closed won', 100, cast(null as integer), 'amount'
  union all select 'lost', 'LOST', 5, 'Closed lost', 0, cast(null as integer), ''
) s;
