-- Of the bin alone: leads that come in write nothing here.
create index lead_in_bin_by_email on lead (bin_email_key) where bin_email_key is not null;
create index lead_in_bin_by_external_id on lead (bin_external_key)
  where bin_external_key is not null;
