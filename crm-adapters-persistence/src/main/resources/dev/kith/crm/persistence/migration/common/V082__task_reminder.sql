-- When to remind of a task: with the task a list of codes, and for each of them a row that says when
-- it is to be told, and whether it has been. What is not to be told has no due_at.

alter table task add column reminders varchar default '[]' not null;

create table task_reminder (
  task_id uuid not null,
  reminder varchar not null,
  due_at timestamp(6) with time zone,
  told_for timestamp(6) with time zone,
  told_at timestamp(6) with time zone,
  constraint task_reminder_pk primary key (task_id, reminder)
);

create index task_reminder_by_due on task_reminder (due_at, task_id, reminder);
