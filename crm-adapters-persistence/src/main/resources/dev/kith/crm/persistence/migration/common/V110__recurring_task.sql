-- Tasks that come again: the recurrence, which the present task of a series has, and which time of
-- which series a task is. Both are JSON, for they are only ever read as a whole.

alter table task add column is_recurring boolean default false not null;
alter table task add column recurrence varchar;
alter table task add column series_id uuid;
alter table task add column occurrence varchar;

create index task_by_series on task (series_id, created_at, id);
