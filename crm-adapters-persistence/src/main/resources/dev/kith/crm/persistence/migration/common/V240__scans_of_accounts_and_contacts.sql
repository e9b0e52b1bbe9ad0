-- Accounts and contacts are looked through for duplicates as leads are.

alter table duplicate_scan add column kind varchar default 'LEAD' not null;
alter table duplicate_scan alter column kind drop default;
alter table duplicate_scan rename column leads to records;
update duplicate_scan set stage = 'RECORDS' where stage = 'LEADS';

alter table duplicate_scan_pair drop constraint duplicate_scan_pair_pk;
alter table duplicate_scan_pair rename column first_lead to first_record;
alter table duplicate_scan_pair rename column second_lead to second_record;
alter table duplicate_scan_pair add constraint duplicate_scan_pair_pk primary key (scan_id, first_record, second_record);

alter table duplicate_cluster_pair drop constraint duplicate_cluster_pair_pk;
alter table duplicate_cluster_pair rename column first_lead to first_record;
alter table duplicate_cluster_pair rename column second_lead to second_record;
alter table duplicate_cluster_pair add constraint duplicate_cluster_pair_pk
  primary key (scan_id, cluster_id, first_record, second_record);
