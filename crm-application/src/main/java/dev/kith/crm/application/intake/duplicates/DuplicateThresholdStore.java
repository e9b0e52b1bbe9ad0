package dev.kith.crm.application.intake.duplicates;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.intake.duplicates.DuplicateMatcher;
import dev.kith.crm.domain.intake.duplicates.DuplicateThresholds;
import java.util.UUID;

/**
 * Keeps the thresholds under {@link DuplicateThresholds#ID}. They are there from the beginning, as
 * {@link DuplicateThresholds#USUAL}, so none can be added.
 */
public interface DuplicateThresholdStore extends AggregateStore<UUID, DuplicateThresholds> {

  /** Those in force. */
  default DuplicateThresholds thresholds() {
    return find(DuplicateThresholds.ID).orElseThrow();
  }

  /** The standard matcher, deciding by those in force. */
  default DuplicateMatcher matcher() {
    return DuplicateMatcher.standard().deciding(thresholds().settings());
  }
}
