-- A lead that was merged into another stays as a tombstone that names the other.

alter table lead add column merged_into uuid;
