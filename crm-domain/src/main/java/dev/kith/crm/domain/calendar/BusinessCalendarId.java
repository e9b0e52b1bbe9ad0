package dev.kith.crm.domain.calendar;

import java.util.UUID;

public record BusinessCalendarId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
