-- Hardly any of them is a tombstone.
create index account_by_winner on account (merged_into) where merged_into is not null;
create index contact_by_winner on contact (merged_into) where merged_into is not null;
