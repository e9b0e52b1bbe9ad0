package dev.kith.crm.domain.contact;

import java.util.UUID;

public record ContactId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
