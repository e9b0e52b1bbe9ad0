-- By what the consents that a lead shows can be proven.
alter table lead add column consent_evidence varchar;

update lead set consent_evidence = 'Audit trail of the lead'
where email_consent = 'GRANTED' or phone_consent = 'GRANTED' or whatsapp_consent = 'GRANTED';
