create index lead_by_winner on lead (merged_into);
