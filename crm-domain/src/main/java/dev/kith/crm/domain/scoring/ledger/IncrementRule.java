package dev.kith.crm.domain.scoring.ledger;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What kind of engagement gives how many points.
 *
 * <p>A rule is made, changed any number of times, and retired at last. Each change makes a new
 * version, for events that occur from then on: what was earned before stays as it was earned. A
 * rule that is to count what was earlier says so by a beginning in the past when it is made. A
 * retired rule gives no points from then on, and stays, because entries of the ledger name it.
 *
 * @param versions the oldest first; never empty
 * @param retiredAt null while it is in force
 */
public record IncrementRule(
    IncrementRuleId id, Revision revision, List<Version> versions, @Nullable Instant retiredAt)
    implements Aggregate {

  /** How many rules there can be, retired ones included. */
  public static final int MOST = 500;

  /**
   * @param number 1 for the first
   * @param from for events that occur from this moment on, until the next version begins
   */
  public record Version(int number, Instant from, RuleTerms terms) {}

  public IncrementRule {
    versions = ImmutableList.copyOf(versions);
  }

  public static Outcome<Change<IncrementRule>> create(
      IncrementRuleId id, RuleTerms terms, Instant now) {
    return terms
        .sound()
        .map(good -> {
          Instant begun = now.truncatedTo(ChronoUnit.MICROS);
          Instant from = good.validFrom();
          Instant first = from != null && from.isBefore(begun) ? from : begun;
          return Change.of(
              new IncrementRule(
                  id, Revision.first(now), List.of(new Version(1, first, good)), null));
        });
  }

  /** Says something else, of events that occur from now on. */
  public Outcome<Change<IncrementRule>> change(RuleTerms terms, Instant now) {
    return inForce()
        .then(rule -> terms.sound())
        .map(good ->
            good.equals(terms())
                ? Change.none(this)
                : Change.of(
                    new IncrementRule(
                        id,
                        revision.next(now),
                        ImmutableList.<Version>builder()
                            .addAll(versions)
                            .add(
                                new Version(
                                    versions.size() + 1, now.truncatedTo(ChronoUnit.MICROS), good))
                            .build(),
                        null)));
  }

  /** Gives no points from now on; nothing happens to one that is retired already. */
  public Outcome<Change<IncrementRule>> retire(Instant now) {
    return Outcome.done(
        isRetired()
            ? Change.none(this)
            : Change.of(
                new IncrementRule(
                    id, revision.next(now), versions, now.truncatedTo(ChronoUnit.MICROS))));
  }

  private Outcome<IncrementRule> inForce() {
    return retiredAt == null
        ? Outcome.done(this)
        : Outcome.refused(new InvalidTransition("increment rule", "RETIRED", "CHANGED", List.of()));
  }

  public boolean isRetired() {
    return retiredAt != null;
  }

  /** What it says now, or said last. */
  public RuleTerms terms() {
    return versions.getLast().terms();
  }

  /** The version for what occurred at a moment; none before the first and after the end. */
  public Optional<Version> at(Instant moment) {
    return retiredAt != null && !moment.isBefore(retiredAt) ? Optional.empty() : latest(moment);
  }

  /** The version in force at a moment, or the last one that was; the first if none was yet. */
  Version standing(Instant moment) {
    return latest(moment).orElse(versions.getFirst());
  }

  private Optional<Version> latest(Instant moment) {
    return versions.stream()
        .filter(version -> !version.from().isAfter(moment))
        .reduce((earlier, later) -> later);
  }

  Version numbered(int number) {
    return versions.get(number - 1);
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(IncrementRuleId id) {
    return new Subject("increment-rule", id.value());
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    RuleTerms terms = terms();
    Map<String, String> facts = new TreeMap<>();
    facts.put("version", Integer.toString(versions.size()));
    facts.put("name", terms.name());
    facts.put("trigger", terms.trigger().name());
    facts.put("custom", text(terms.custom()));
    facts.put("conditions", terms.conditions().isEmpty() ? "" : terms.conditions().toString());
    facts.put("filter", text(terms.filter()));
    facts.put("points", Integer.toString(terms.points()));
    facts.put("repeat", terms.limits().repeat().toString());
    facts.put("cap", text(terms.limits().cap()));
    facts.put("group", text(terms.limits().group()));
    facts.put("halfLife", text(terms.limits().halfLife()));
    facts.put("validFrom", text(terms.validFrom()));
    facts.put("validTo", text(terms.validTo()));
    facts.put("retiredAt", text(retiredAt));
    return facts;
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }
}
