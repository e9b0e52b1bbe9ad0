-- Hardly any lead is a tombstone.
create index lead_by_winner on lead (merged_into) where merged_into is not null;
