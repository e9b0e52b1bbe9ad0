package dev.kith.crm.domain.intake.duplicates;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * How much must speak for two leads being the same before somebody is warned, and before it is
 * taken for almost certain: set as a whole by an administrator, for all leads.
 */
public record DuplicateThresholds(Revision revision, Settings settings) implements Aggregate {

  /** There is one set of thresholds. */
  public static final UUID ID = new UUID(0, 0x64757065);

  /** Lower, chance alone would be warned of; higher, nothing would be. */
  public static final int LEAST = -8;

  public static final int MOST = 40;

  /**
   * Both in bits, as {@link MatchScore#weight}: 0 is as likely as not, and each bit more halves the
   * odds of being wrong.
   *
   * @param warnFrom weights from there on are to be looked at
   * @param blockFrom weights from there on are almost certainly the same
   */
  public record Settings(int warnFrom, int blockFrom) {

    MatchDecision decide(double weight, boolean doubtful) {
      if (weight >= blockFrom && !doubtful) {
        return MatchDecision.BLOCK;
      }
      return weight >= warnFrom ? MatchDecision.WARN : MatchDecision.NONE;
    }
  }

  public static final DuplicateThresholds USUAL =
      new DuplicateThresholds(Revision.first(Instant.EPOCH), new Settings(0, 8));

  /** Replaces both. */
  public Outcome<Change<DuplicateThresholds>> set(Settings wanted, Instant now) {
    Checks checks = new Checks();
    check(checks, "warnFrom", wanted.warnFrom());
    check(checks, "blockFrom", wanted.blockFrom());
    if (wanted.blockFrom() < wanted.warnFrom()) {
      checks.add(
          "blockFrom", "thresholds-crossed", "What is almost certain must be warned of as well.");
    }
    return checks.orRefuse(() ->
        wanted.equals(settings)
            ? Change.none(this)
            : Change.of(new DuplicateThresholds(revision.next(now), wanted)));
  }

  private static void check(Checks checks, String field, int bits) {
    if (bits < LEAST || bits > MOST) {
      checks.add(field, "out-of-range", "A threshold is " + LEAST + " to " + MOST + ".");
    }
  }

  /** How likely two leads of this weight are the same, between 0 and 1. */
  public static double likelihood(double weight) {
    return 1 / (1 + Math.pow(2, -weight));
  }

  @Override
  public Subject subject() {
    return subjectOf(ID);
  }

  public static Subject subjectOf(UUID id) {
    return new Subject("duplicate-thresholds", id);
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    return ImmutableMap.of(
        "warnFrom",
        Integer.toString(settings.warnFrom()),
        "blockFrom",
        Integer.toString(settings.blockFrom()));
  }
}
