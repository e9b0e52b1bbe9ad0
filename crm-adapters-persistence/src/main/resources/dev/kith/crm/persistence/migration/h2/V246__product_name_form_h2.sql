update product set name_form = regexp_replace(name_key, '[^\p{L}\p{M}\p{N}]+', '');
alter table product alter column name_form set not null;
