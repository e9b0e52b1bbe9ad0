-- Scans of all leads for duplicates, how far they have come, and the clusters that they found.

create table duplicate_scan (
  id uuid not null,
  started_at timestamp(6) with time zone not null,
  finished_at timestamp(6) with time zone,
  stage varchar not null,
  done_after varchar,
  leads bigint not null,
  compared bigint not null,
  clusters bigint not null,
  large_blocks bigint not null,
  skipped_blocks bigint not null,
  largest_block bigint not null,
  cut_pairs bigint not null,
  constraint duplicate_scan_pk primary key (id)
);

-- What a scan that is under way has found alike, before it is joined to clusters.
create table duplicate_scan_pair (
  scan_id uuid not null,
  first_lead uuid not null,
  second_lead uuid not null,
  weight double precision not null,
  constraint duplicate_scan_pair_pk primary key (scan_id, first_lead, second_lead)
);

create table duplicate_cluster (
  scan_id uuid not null,
  id uuid not null,
  weight double precision not null,
  constraint duplicate_cluster_pk primary key (scan_id, id)
);

create index duplicate_cluster_by_weight on duplicate_cluster (scan_id, weight desc, id);

create table duplicate_cluster_pair (
  scan_id uuid not null,
  cluster_id uuid not null,
  first_lead uuid not null,
  second_lead uuid not null,
  weight double precision not null,
  constraint duplicate_cluster_pair_pk primary key (scan_id, cluster_id, first_lead, second_lead)
);
