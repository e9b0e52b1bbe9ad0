-- The ready-made roles of databases that are older than currencies get what they would get today.
-- Whoever has given them any of it since is left alone.

update app_role
set grants = grants || chr(10) || 'currency:view=all' || chr(10) || 'currency:administer=all'
where name = 'Sales manager' and deleted_at is null and grants not like '%currency:%';

update app_role
set grants = grants || chr(10) || 'currency:view=all'
where name in ('Sales representative', 'Viewer') and deleted_at is null
  and grants not like '%currency:%';
