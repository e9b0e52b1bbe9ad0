-- What was found out about leads, with its provenance.

create table lead_found_value (
  id uuid not null,
  lead_id uuid not null,
  field varchar not null,
  found_value varchar not null,
  source varchar not null,
  confidence int not null,
  found_at timestamp(6) with time zone not null,
  -- Since when it fills its field; null if it does not.
  filled_at timestamp(6) with time zone,
  constraint lead_found_value_pk primary key (id),
  constraint lead_found_value_unique unique (lead_id, field, source, found_value)
);
