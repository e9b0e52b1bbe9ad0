-- The ready-made roles of databases that are older than products get what they would get today. Whoever
-- has given them any of it since is left alone.

update app_role
set grants = grants || chr(10) || 'product:view=all' || chr(10) || 'product:administer=all'
where name = 'Sales manager' and deleted_at is null and grants not like '%product:%';

update app_role
set grants = grants || chr(10) || 'product:view=all'
where name in ('Sales representative', 'Viewer') and deleted_at is null and grants not like '%product:%';
