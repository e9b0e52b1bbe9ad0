package dev.kith.crm.domain.task;

import java.util.UUID;

/** A task that comes again, with all of its times. */
public record SeriesId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
