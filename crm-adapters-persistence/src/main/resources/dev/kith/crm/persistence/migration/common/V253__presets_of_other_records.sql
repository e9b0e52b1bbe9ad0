-- What the rows are of the files that a preset is for: leads, until now.

alter table import_preset add column rows_are varchar default 'LEAD' not null;
