-- Accounts and contacts are merged as leads are: what became part of another stays as a tombstone that
-- names it, and merges of all of them are kept with their journals in one table.

alter table account add column merged_into uuid;
alter table contact add column merged_into uuid;

alter table lead_merge rename to record_merge;
alter table record_merge add column kind varchar default 'LEAD' not null;
alter table record_merge alter column kind drop default;

alter table lead_merge_loser rename to record_merge_loser;
alter table record_merge_loser rename column lead_id to loser_id;
