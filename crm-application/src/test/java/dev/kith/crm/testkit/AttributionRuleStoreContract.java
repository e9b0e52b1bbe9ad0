package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.intake.attribution.AttributionRuleStore;
import dev.kith.crm.domain.intake.attribution.AttributionRules;
import dev.kith.crm.domain.intake.attribution.AttributionRules.Settings;
import dev.kith.crm.domain.intake.attribution.TouchPolicy;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Leads;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link AttributionRuleStore} promises; a storage has one set of rules, so one story. */
public interface AttributionRuleStoreContract extends StorageContract {

  @Test
  default void the_usual_rules_are_there_until_they_are_replaced_version_by_version() {
    assertThat(store().rules()).isEqualTo(AttributionRules.USUAL);
    assertThat(store().find(new UUID(0, 1))).isEmpty();

    AttributionRules second = set(store().rules(), TouchPolicy.REJECT);
    assertThat(kept(() -> store().update(second))).isEqualTo(second);
    assertThat(store().rules()).isEqualTo(second);

    AttributionRules third = set(second, TouchPolicy.ACCEPT);
    kept(() -> store().update(third));
    assertThat(store().rules()).isEqualTo(third);
    assertThat(storage().transactions().run(() -> store().update(second)))
        .isEqualTo(
            Outcome.refused(
                new StaleVersion("attribution-rules", AttributionRules.ID.toString(), 1, 3)));
    assertThat(store().rules()).isEqualTo(third);
  }

  private static AttributionRules set(AttributionRules rules, TouchPolicy policy) {
    return rules
        .set(
            new Settings(
                policy,
                Map.of("fb", "facebook"),
                Map.of(),
                Set.of("facebook", "größe"),
                Set.of(),
                Set.of("spring")),
            Leads.CAPTURED)
        .orElseThrow()
        .next();
  }

  private AttributionRuleStore store() {
    return storage().attributionRules();
  }
}
