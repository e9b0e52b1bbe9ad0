-- As for accounts (V124): keys compare byte by byte.
alter table opportunity alter column live_external_key type varchar collate "C";
