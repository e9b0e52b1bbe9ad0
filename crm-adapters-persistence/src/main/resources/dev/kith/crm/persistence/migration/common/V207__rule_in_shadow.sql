-- Until when a rule in shadow looks; null where there is no such moment.

alter table rule add column status_until timestamp(6) with time zone;

-- What rules would have done is counted apart from what they did.
create index rule_firing_by_outcome on rule_firing (rule_id, outcome, fired_at);
