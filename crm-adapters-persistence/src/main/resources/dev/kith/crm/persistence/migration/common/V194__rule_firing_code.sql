-- Of a firing that failed: the code of the refusal, and the action that was refused.

alter table rule_firing add column code varchar;
alter table rule_firing add column failed_action varchar;
