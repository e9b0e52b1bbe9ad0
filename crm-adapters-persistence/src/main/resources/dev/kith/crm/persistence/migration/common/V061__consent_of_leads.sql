-- What leads said before there was a ledger. The trail of each tells when, and who wrote it down.
-- Ids of leads have a version, whose digit is free to tell the lines of one lead apart.
insert into consent_line
  (id, lead_id, recorded_at, channel, purpose, status, basis, source, evidence, occurred_at)
select
  cast(
    substring(cast(said.lead_id as varchar), 1, 14)
      || said.digit
      || substring(cast(said.lead_id as varchar), 16)
    as uuid),
  said.lead_id,
  said.recorded_at,
  said.channel,
  'MARKETING',
  said.status,
  'CONSENT',
  'Field of the lead',
  'Audit trail of the lead',
  said.occurred_at
from (
  select id as lead_id, updated_at as recorded_at, created_at as occurred_at,
    'a' as digit, 'EMAIL' as channel, email_consent as status from lead
  union all
  select id, updated_at, created_at, 'b', 'PHONE', phone_consent from lead
  union all
  select id, updated_at, created_at, 'c', 'WHATSAPP', whatsapp_consent from lead
) said
where said.status <> 'NOT_ASKED';
