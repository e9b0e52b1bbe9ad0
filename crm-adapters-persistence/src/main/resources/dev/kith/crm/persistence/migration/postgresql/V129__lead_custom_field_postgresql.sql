-- Names in the order of their letters, as H2 has them; the beginning of one is then found by the index.

alter table lead_custom_field alter column name_key type varchar collate "C";
