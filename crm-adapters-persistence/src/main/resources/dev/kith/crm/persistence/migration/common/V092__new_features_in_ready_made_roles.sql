-- The ready-made roles of databases that are older than tasks, business hours and rules get what they
-- would get today. Whoever has given them any of it since is left alone.

update app_role
set grants = grants || chr(10) || 'task:view=all' || chr(10) || 'task:create=all' || chr(10)
  || 'task:edit=all' || chr(10) || 'task:assign=all' || chr(10) || 'task:delete=all' || chr(10)
  || 'task:export=all' || chr(10) || 'task:administer=all'
where name = 'Sales manager' and deleted_at is null and grants not like '%task:%';

update app_role
set grants = grants || chr(10) || 'automation:view=all'
where name = 'Sales manager' and deleted_at is null and grants not like '%automation:%';

update app_role
set grants = grants || chr(10) || 'task:view=team' || chr(10) || 'task:create=own' || chr(10)
  || 'task:edit=own' || chr(10) || 'task:assign=own' || chr(10) || 'task:delete=own'
where name = 'Sales representative' and deleted_at is null and grants not like '%task:%';

update app_role
set grants = grants || chr(10) || 'calendar:view=all'
where name in ('Sales manager', 'Sales representative') and deleted_at is null
  and grants not like '%calendar:%';
