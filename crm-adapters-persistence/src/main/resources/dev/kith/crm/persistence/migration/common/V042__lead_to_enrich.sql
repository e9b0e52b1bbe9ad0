-- Leads that came in and are still to be enriched.

create table lead_to_enrich (
  lead_id uuid not null,
  due_at timestamp(6) with time zone not null,
  attempts int not null,
  constraint lead_to_enrich_pk primary key (lead_id)
);

create index lead_to_enrich_by_due on lead_to_enrich (due_at, lead_id);
