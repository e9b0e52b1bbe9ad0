-- Who got an opportunity instead is a competitor of the catalogue. What was written until now becomes
-- competitors, one for all spellings that differ in case, in common accents, and in what stands
-- between letters and digits, called as most wrote it.

create table lost_name as
  select text,
         case when stripped = '' then lower(text) else stripped end as form,
         count(*) as uses
  from (
    select trim(lost_competitor) as text,
           regexp_replace(
             translate(
               lower(trim(lost_competitor)),
               'àáâãäåçèéêëìíîïñòóôõöùúûüýÿāăąćčďēėęěğīįıľńňōőŕřśšťūůűųźżž',
               'aaaaaaceeeeiiiinooooouuuuyyaaaccdeeeegiiilnnoorrsstuuuuzzz'),
             '[^\p{L}\p{M}\p{N}]+', '') as stripped
    from (select lost_competitor from opportunity union all select lost_competitor from opportunity_move) as written
    where lost_competitor is not null and trim(lost_competitor) <> ''
  ) as spelt
  group by text, stripped;

insert into competitor (id, version, created_at, updated_at, name, name_key, name_form, active, search_text)
select random_uuid(), 1, current_timestamp, current_timestamp, text, lower(text), form, true, lower(text)
from (select text, form, row_number() over (partition by form order by uses desc, text) as place from lost_name) as ranked
where place = 1;

alter table opportunity add column lost_competitor_id uuid;
update opportunity set lost_competitor_id = (
  select competitor.id from lost_name join competitor on competitor.name_form = lost_name.form
  where lost_name.text = trim(opportunity.lost_competitor))
where lost_competitor is not null;
alter table opportunity drop column lost_competitor;

alter table opportunity_move add column lost_competitor_id uuid;
update opportunity_move set lost_competitor_id = (
  select competitor.id from lost_name join competitor on competitor.name_form = lost_name.form
  where lost_name.text = trim(opportunity_move.lost_competitor))
where lost_competitor is not null;
alter table opportunity_move drop column lost_competitor;

drop table lost_name;

alter table opportunity add constraint opportunity_lost_to_competitor
  foreign key (lost_competitor_id) references competitor (id);
alter table opportunity_move add constraint opportunity_move_of_competitor
  foreign key (lost_competitor_id) references competitor (id);
create index if not exists opportunity_by_lost_competitor on opportunity (lost_competitor_id);
