-- The ready-made roles of databases that are older than accounts get what they would get today. Whoever
-- has given them any of it since is left alone.

update app_role
set grants = grants || chr(10) || 'account:view=all' || chr(10) || 'account:create=all' || chr(10)
  || 'account:edit=all' || chr(10) || 'account:assign=all' || chr(10) || 'account:delete=all' || chr(10)
  || 'account:export=all' || chr(10) || 'account:administer=all'
where name = 'Sales manager' and deleted_at is null and grants not like '%account:%';

update app_role
set grants = grants || chr(10) || 'account:view=all' || chr(10) || 'account:create=own' || chr(10)
  || 'account:edit=own' || chr(10) || 'account:assign=own' || chr(10) || 'account:delete=own'
where name = 'Sales representative' and deleted_at is null and grants not like '%account:%';

update app_role
set grants = grants || chr(10) || 'account:view=all'
where name = 'Viewer' and deleted_at is null and grants not like '%account:%';
