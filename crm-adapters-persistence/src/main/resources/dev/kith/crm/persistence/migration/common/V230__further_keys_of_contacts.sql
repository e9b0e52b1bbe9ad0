-- A contact is found by each of its e-mail addresses and numbers; those of before get the keys that they lack.
update record_blocking_fill set after_record = null where record_type = 'contact';

insert into record_blocking_fill (record_type, after_record)
  select 'contact', cast(null as uuid)
  where exists (select 1 from contact)
    and not exists (select 1 from record_blocking_fill where record_type = 'contact');
