-- Campaigns have a list of what is allowed too; it begins empty, which allows any.
update attribution_rules set settings = '{"campaigns":[],' || substring(settings from 2);
