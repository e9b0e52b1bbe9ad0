-- Leads may be older than the index of fragments (V002), and then no fragment finds them. Where there
-- are leads, the next start makes the index anew, in one transaction, and empties this table.
create table lead_gram_fill (
  due boolean not null
);

insert into lead_gram_fill (due)
  select true where exists (select 1 from lead);
