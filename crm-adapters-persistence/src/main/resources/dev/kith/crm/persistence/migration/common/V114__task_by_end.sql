-- What ended in a period, and what is open: for figures of how tasks are done.

create index task_by_end on task (is_open, status_since);
