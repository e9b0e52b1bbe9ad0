-- Whether more opportunities than the limit of a stage says are refused, and not only marked.

alter table pipeline_stage add column wip_hard boolean default false not null;
