-- Names in the order of their letters, as H2 has them and as pages of a list count on.

alter table import_preset alter column live_name_key type varchar collate "C";
