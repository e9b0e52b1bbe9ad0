package dev.kith.crm.domain.scoring.ledger;

import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.ledger.RuleTerms.Limits;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Revision;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How points that are awarded fade, and with what they are cut. Awards of the same terms count
 * together, as the points of one increment rule do.
 *
 * @param group with which rules and awards they share a cap; null for none
 * @param halfLife after which half of them is left; null if they last
 */
public record AwardTerms(@Nullable String group, @Nullable Duration halfLife) {

  /** How many there can be in one CRM: each is a line of every formula of scores. */
  public static final int MOST = 100;

  private static final int VERSION = 1;

  /** The terms that somebody wishes; what is wrong with them is noted. */
  public static AwardTerms read(
      Checks checks, @Nullable String group, @Nullable Duration halfLife) {
    if (halfLife != null
        && (halfLife.compareTo(RuleTerms.SHORTEST_HALF_LIFE) < 0
            || halfLife.compareTo(RuleTerms.LONGEST_HALF_LIFE) > 0)) {
      checks.add("halfLife", "out-of-range", "A half-life is one hour to 3650 days.");
    }
    return new AwardTerms(
        checks.text("group", group, ScoringSettings.LONGEST_NAME, false),
        halfLife == null ? null : halfLife.truncatedTo(ChronoUnit.SECONDS));
  }

  /** Of which the lines of the ledger are, the same everywhere. */
  public IncrementRuleId ruleId() {
    String name =
        "award\n" + (group == null ? "" : group) + "\n" + (halfLife == null ? "" : halfLife);
    return new IncrementRuleId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The rule by which formulas count them: retired since ever, so that no event earns anything by
   * it.
   */
  public IncrementRule rule() {
    String name = group == null ? "Awarded" : "Awarded (" + group + ")";
    RuleTerms terms =
        RuleTerms.of(name, EngagementType.CUSTOM, 1)
            .within(new Limits(new Repeat.Always(), null, group, halfLife));
    return new IncrementRule(
        ruleId(),
        Revision.first(Instant.EPOCH),
        List.of(new IncrementRule.Version(VERSION, Instant.EPOCH, terms)),
        Instant.EPOCH);
  }
}
