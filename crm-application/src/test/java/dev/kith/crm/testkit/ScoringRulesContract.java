package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.scoring.ledger.IncrementRuleStore;
import dev.kith.crm.application.scoring.ledger.ScoringSettingsStore;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.ledger.Condition;
import dev.kith.crm.domain.scoring.ledger.IncrementRule;
import dev.kith.crm.domain.scoring.ledger.IncrementRuleId;
import dev.kith.crm.domain.scoring.ledger.Repeat;
import dev.kith.crm.domain.scoring.ledger.RuleTerms;
import dev.kith.crm.domain.scoring.ledger.RuleTerms.Limits;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings.Settings;
import dev.kith.crm.domain.scoring.ledger.Threshold;
import dev.kith.crm.domain.scoring.ledger.UsualRules;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link IncrementRuleStore} and {@link ScoringSettingsStore} promise. */
public interface ScoringRulesContract extends StorageContract {

  @Test
  default void a_rule_comes_back_with_all_its_versions() {
    RuleTerms terms =
        new RuleTerms(
            "“Prices”",
            EngagementType.CUSTOM,
            "demo",
            List.of(new Condition("object", Condition.Comparison.CONTAINS, "größe")),
            "event.object !=\n\"x\"",
            -7,
            new Limits(
                new Repeat.PerWindow(Duration.ofHours(30), 2), 20, "web", Duration.ofDays(9)),
            Leads.CAPTURED,
            Leads.CAPTURED.plusSeconds(9));
    IncrementRule rule =
        IncrementRule.create(new IncrementRuleId(Leads.anId().value()), terms, Leads.CAPTURED)
            .orElseThrow()
            .next();
    assertThat(kept(() -> rules().add(rule))).isEqualTo(rule);
    IncrementRule changed =
        rule.change(RuleTerms.of("Plain", EngagementType.PAGE_VIEW, 3), Leads.CAPTURED)
            .orElseThrow()
            .next();
    kept(() -> rules().update(changed));
    assertThat(rules().find(rule.id())).contains(changed);
    IncrementRule retired = changed.retire(Leads.CAPTURED.plusSeconds(1)).orElseThrow().next();
    kept(() -> rules().update(retired));
    assertThat(rules().all()).contains(retired).doesNotContain(rule, changed);
    assertThat(storage().transactions().run(() -> rules().update(changed)))
        .isEqualTo(Outcome.refused(new StaleVersion("increment-rule", rule.id().toString(), 1, 3)));
    assertThat(rules().find(new IncrementRuleId(new UUID(0, 1)))).isEmpty();
  }

  @Test
  default void usual_rules_are_there_and_can_be_changed_as_others() {
    IncrementRule usual = UsualRules.ALL.getFirst();
    assertThat(rules().all()).contains(UsualRules.ALL.getLast());
    assertThat(rules().find(usual.id())).contains(usual);
    IncrementRule changed =
        usual.change(usual.terms().giving(9), Leads.CAPTURED).orElseThrow().next();
    assertThat(kept(() -> rules().update(changed))).isEqualTo(changed);
    assertThat(rules().find(usual.id())).contains(changed);
    assertThat(rules().all()).contains(changed).doesNotContain(usual);
    IncrementRule retired = changed.retire(Leads.CAPTURED).orElseThrow().next();
    kept(() -> rules().update(retired));
    assertThat(rules().find(usual.id())).contains(retired);
    assertThat(storage().transactions().run(() -> rules().update(changed)))
        .isEqualTo(
            Outcome.refused(new StaleVersion("increment-rule", usual.id().toString(), 1, 3)));
  }

  @Test
  default void the_usual_settings_are_there_until_they_are_replaced_version_by_version() {
    assertThat(settings().find(ScoringSettings.ID)).contains(ScoringSettings.USUAL);
    assertThat(settings().find(new UUID(0, 1))).isEmpty();
    ScoringSettings second = set(ScoringSettings.USUAL, 10);
    assertThat(kept(() -> settings().update(second))).isEqualTo(second);
    assertThat(settings().settings()).isEqualTo(second.settings());
    ScoringSettings third = set(second, 20);
    kept(() -> settings().update(third));
    assertThat(settings().find(ScoringSettings.ID)).contains(third);
    assertThat(storage().transactions().run(() -> settings().update(second)))
        .isEqualTo(
            Outcome.refused(
                new StaleVersion("scoring-settings", ScoringSettings.ID.toString(), 1, 3)));
  }

  private static ScoringSettings set(ScoringSettings settings, int saturation) {
    return settings
        .set(
            new Settings(
                saturation,
                Map.of("größe", 9),
                List.of(new Threshold("warm", 40, 30, Duration.ofHours(5)))),
            Leads.CAPTURED)
        .orElseThrow()
        .next();
  }

  private IncrementRuleStore rules() {
    return storage().incrementRules();
  }

  private ScoringSettingsStore settings() {
    return storage().scoringSettings();
  }
}
