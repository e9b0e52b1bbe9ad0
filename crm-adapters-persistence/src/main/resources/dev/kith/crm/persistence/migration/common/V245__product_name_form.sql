-- A name without what different spellings differ in: by it a file may name a product. The migrations
-- of the databases fill it.

alter table product add column name_form varchar;
create index product_by_name_form on product (name_form);
create index product_by_external_id on product (external_id);
