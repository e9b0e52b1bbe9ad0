package dev.kith.crm.domain.intake.duplicates.scan;

import java.util.UUID;

/**
 * Names a cluster by its first record, so that the same records found again are the same cluster.
 */
public record ClusterId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
