package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.duplicates.DuplicateThresholdStore;
import dev.kith.crm.domain.intake.duplicates.DuplicateThresholds;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Leads;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link DuplicateThresholdStore} promises; a storage has one set, so one story. */
public interface DuplicateThresholdStoreContract extends StorageContract {

  @Test
  default void the_usual_thresholds_are_there_until_they_are_replaced_version_by_version() {
    assertThat(store().thresholds()).isEqualTo(DuplicateThresholds.USUAL);
    assertThat(store().find(new UUID(0, 1))).isEmpty();

    DuplicateThresholds second = set(store().thresholds(), -2, 12);
    assertThat(kept(() -> store().update(second))).isEqualTo(second);
    assertThat(store().thresholds()).isEqualTo(second);

    DuplicateThresholds third = set(second, 3, 9);
    kept(() -> store().update(third));
    assertThat(store().thresholds()).isEqualTo(third);
    assertThat(storage().transactions().run(() -> store().update(second)))
        .isEqualTo(
            Outcome.refused(
                new StaleVersion("duplicate-thresholds", DuplicateThresholds.ID.toString(), 1, 3)));
    assertThat(store().thresholds()).isEqualTo(third);
  }

  private static DuplicateThresholds set(DuplicateThresholds before, int warn, int block) {
    return before
        .set(new DuplicateThresholds.Settings(warn, block), Leads.CAPTURED)
        .orElseThrow()
        .next();
  }

  private DuplicateThresholdStore store() {
    return storage().duplicateThresholds();
  }
}
