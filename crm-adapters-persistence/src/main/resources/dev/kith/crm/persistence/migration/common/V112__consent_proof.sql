-- By what a consent can be proven, part by part, beside the evidence in words.
alter table consent_line add column proof_kind varchar;
alter table consent_line add column proof_reference varchar;
alter table consent_line add column proof_wording varchar;
alter table consent_line add column proof_at timestamp(6) with time zone;
