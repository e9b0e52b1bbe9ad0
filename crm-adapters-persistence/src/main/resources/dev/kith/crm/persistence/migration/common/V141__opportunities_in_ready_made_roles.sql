-- The ready-made roles of databases that are older than opportunities get what they would get today.
-- Whoever has given them any of it since is left alone.

update app_role
set grants = grants || chr(10) || 'opportunity:view=all' || chr(10) || 'opportunity:create=all' || chr(10)
  || 'opportunity:edit=all' || chr(10) || 'opportunity:assign=all' || chr(10)
  || 'opportunity:delete=all' || chr(10) || 'opportunity:export=all' || chr(10)
  || 'opportunity:administer=all'
where name = 'Sales manager' and deleted_at is null and grants not like '%opportunity:%';

update app_role
set grants = grants || chr(10) || 'opportunity:view=team' || chr(10) || 'opportunity:create=own' || chr(10)
  || 'opportunity:edit=own' || chr(10) || 'opportunity:assign=own' || chr(10) || 'opportunity:delete=own'
where name = 'Sales representative' and deleted_at is null and grants not like '%opportunity:%';

update app_role
set grants = grants || chr(10) || 'opportunity:view=all'
where name = 'Viewer' and deleted_at is null and grants not like '%opportunity:%';
