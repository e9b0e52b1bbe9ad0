package dev.kith.crm.domain.conversion;

import java.util.UUID;

public record ConversionId(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
