-- The ready-made roles of databases that are older than contacts get what they would get today. Whoever
-- has given them any of it since is left alone.

update app_role
set grants = grants || chr(10) || 'contact:view=all' || chr(10) || 'contact:create=all' || chr(10)
  || 'contact:edit=all' || chr(10) || 'contact:assign=all' || chr(10) || 'contact:delete=all' || chr(10)
  || 'contact:export=all' || chr(10) || 'contact:administer=all'
where name = 'Sales manager' and deleted_at is null and grants not like '%contact:%';

update app_role
set grants = grants || chr(10) || 'contact:view=all' || chr(10) || 'contact:create=own' || chr(10)
  || 'contact:edit=own' || chr(10) || 'contact:assign=own' || chr(10) || 'contact:delete=own'
where name = 'Sales representative' and deleted_at is null and grants not like '%contact:%';

update app_role
set grants = grants || chr(10) || 'contact:view=all'
where name = 'Viewer' and deleted_at is null and grants not like '%contact:%';
