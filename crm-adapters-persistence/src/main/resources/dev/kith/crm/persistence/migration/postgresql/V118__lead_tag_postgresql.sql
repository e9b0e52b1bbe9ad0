-- Tags in the order of their letters, as H2 has them; the beginning of one is then found by the index.

alter table lead_tag alter column tag_key type varchar collate "C";
