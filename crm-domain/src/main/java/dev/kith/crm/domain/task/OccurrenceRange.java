package dev.kith.crm.domain.task;

/** For which times of a task that comes again something is meant; words as in RFC 5545. */
public enum OccurrenceRange {
  THIS,
  THIS_AND_FUTURE
}
