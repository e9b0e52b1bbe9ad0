-- Plans whose work failed are left to jobs: due_at is empty meanwhile, so that whoever looks for what
-- is due passes them by, and left_due_at says when they were due.

alter table task_reminder add column left_to uuid;
alter table task_reminder add column left_due_at timestamp(6) with time zone;
create index task_reminder_by_left on task_reminder (left_to);

alter table task_escalation_plan alter column due_at drop not null;
alter table task_escalation_plan add column left_to uuid;
alter table task_escalation_plan add column left_due_at timestamp(6) with time zone;
create index task_escalation_plan_by_left on task_escalation_plan (left_to);

alter table rule_absence alter column due_at drop not null;
alter table rule_absence add column left_to uuid;
alter table rule_absence add column left_due_at timestamp(6) with time zone;
create index rule_absence_by_left on rule_absence (left_to);

alter table rule_schedule alter column due_at drop not null;
alter table rule_schedule add column left_to uuid;
alter table rule_schedule add column left_due_at timestamp(6) with time zone;
create index rule_schedule_by_left on rule_schedule (left_to);
