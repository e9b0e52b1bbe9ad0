-- Accounts and contacts are told apart as leads are.

alter table lead_distinct_pair rename to distinct_pair;
alter table distinct_pair add column kind varchar default 'LEAD' not null;
alter table distinct_pair alter column kind drop default;
alter table distinct_pair rename column first_lead to first_record;
alter table distinct_pair rename column second_lead to second_record;

alter table distinct_pair drop constraint lead_distinct_pair_unique;
alter table distinct_pair add constraint distinct_pair_unique unique (first_record, second_record);
