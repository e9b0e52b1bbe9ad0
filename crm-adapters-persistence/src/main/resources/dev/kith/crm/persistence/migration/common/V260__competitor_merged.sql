-- A competitor that turned out to be another stands for it from then on. It keeps its name, under which
-- the other is still found.

alter table competitor add column merged_into uuid;
alter table competitor add constraint competitor_merged_into
  foreign key (merged_into) references competitor (id);
