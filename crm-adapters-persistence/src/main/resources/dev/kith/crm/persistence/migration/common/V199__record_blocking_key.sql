-- By what accounts and contacts are found that may be the same, as leads are.

-- For each live record the keys of its kind, as hashes.
create table record_blocking_key (
  record_type varchar(20) not null,
  blocking_key bigint not null,
  record_id uuid not null,
  constraint record_blocking_key_pk primary key (record_type, blocking_key, record_id)
);

create index record_blocking_key_by_record on record_blocking_key (record_id);

-- While there are records from before keys were kept: a row for each kind, which tells how far they have got their keys.
create table record_blocking_fill (
  record_type varchar(20) not null,
  after_record uuid,
  constraint record_blocking_fill_pk primary key (record_type)
);

insert into record_blocking_fill (record_type, after_record)
  select 'account', cast(null as uuid) where exists (select 1 from account);

insert into record_blocking_fill (record_type, after_record)
  select 'contact', cast(null as uuid) where exists (select 1 from contact);
