create index account_by_winner on account (merged_into);
create index contact_by_winner on contact (merged_into);
