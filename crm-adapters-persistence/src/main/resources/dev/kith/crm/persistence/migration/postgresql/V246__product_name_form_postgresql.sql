-- What is not ASCII counts as a letter here; such a name gets its exact form when the product is
-- saved again.
update product set name_form = regexp_replace(name_key, '[\x01-\x2f\x3a-\x60\x7b-\x7f]+', '', 'g');
alter table product alter column name_form set not null;
