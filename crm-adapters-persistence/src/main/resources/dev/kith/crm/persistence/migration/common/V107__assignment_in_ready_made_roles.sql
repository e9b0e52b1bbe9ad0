-- The ready-made roles of databases that are older than assignment pools get what they would get today.
-- Whoever has given them any of it since is left alone.

update app_role
set grants = grants || chr(10) || 'assignment:view=all' || chr(10) || 'assignment:create=all' || chr(10)
  || 'assignment:edit=all' || chr(10) || 'assignment:assign=all' || chr(10) || 'assignment:delete=all'
  || chr(10) || 'assignment:export=all' || chr(10) || 'assignment:administer=all'
where name = 'Sales manager' and deleted_at is null and grants not like '%assignment:%';

update app_role
set grants = grants || chr(10) || 'assignment:view=own'
where name = 'Sales representative' and deleted_at is null and grants not like '%assignment:%';
