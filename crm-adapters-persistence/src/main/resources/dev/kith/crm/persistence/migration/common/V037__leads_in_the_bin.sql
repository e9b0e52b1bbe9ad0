-- Leads in the bin are found by what they are recognised by, so that an import can take them out.

-- The keys of the e-mail address and of the external id while the lead is in the bin.
alter table lead add column bin_email_key varchar;
alter table lead add column bin_external_key varchar;

update lead
set bin_email_key = lower(email),
    bin_external_key = case
      when external_id is not null then coalesce(lower(external_system), '') || chr(10) || external_id
    end
where deleted_at is not null;

update lead_import set rules = '{"deleted":"NEW",' || substring(rules from 2);

alter table lead_import_row add column lead_version bigint default 0 not null;
