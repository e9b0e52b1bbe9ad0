-- Policies by which tasks are escalated. What they say is JSON, for it is only ever read as a whole.

create table escalation_policy (
  id uuid not null,
  version bigint not null,
  created_at timestamp(6) with time zone not null,
  updated_at timestamp(6) with time zone not null,
  deleted_at timestamp(6) with time zone,
  live_name_key varchar,
  terms varchar not null,
  active_since timestamp(6) with time zone,
  constraint escalation_policy_pk primary key (id),
  constraint escalation_policy_name_unique unique (live_name_key)
);

-- What must be known of a task besides itself: when it was touched, when it waited, who sees to it.
create table task_escalation_state (
  task_id uuid not null,
  touched_at timestamp(6) with time zone,
  pauses varchar not null,
  waiting_since timestamp(6) with time zone,
  acknowledged_at timestamp(6) with time zone,
  acknowledged_due timestamp(6) with time zone,
  acknowledged_by varchar,
  constraint task_escalation_state_pk primary key (task_id)
);

insert into task_escalation_state (task_id, pauses, waiting_since)
  select id, '[]', status_since from task where status = 'WAITING';

-- That a task reached a level of a policy, once for each beginning of its ladder.
create table task_escalation (
  task_id uuid not null,
  policy_id uuid not null,
  level int not null,
  began_at timestamp(6) with time zone not null,
  policy_name varchar not null,
  moment timestamp(6) with time zone not null,
  escalated_at timestamp(6) with time zone not null,
  deed varchar not null,
  raised boolean not null,
  outcome varchar not null,
  constraint task_escalation_pk primary key (task_id, policy_id, level, began_at)
);

-- When the next level of a policy comes for a task.
create table task_escalation_plan (
  task_id uuid not null,
  policy_id uuid not null,
  due_at timestamp(6) with time zone not null,
  constraint task_escalation_plan_pk primary key (task_id, policy_id)
);

create index task_escalation_plan_by_due on task_escalation_plan (due_at, task_id, policy_id);
