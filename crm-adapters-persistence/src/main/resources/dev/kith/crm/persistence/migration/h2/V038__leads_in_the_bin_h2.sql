create index lead_in_bin_by_email on lead (bin_email_key);
create index lead_in_bin_by_external_id on lead (bin_external_key);
