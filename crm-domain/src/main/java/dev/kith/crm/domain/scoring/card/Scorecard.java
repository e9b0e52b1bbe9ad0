package dev.kith.crm.domain.scoring.card;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The card in force. There is one from the beginning, and only one; an administrator replaces it,
 * or a rule of it.
 */
public record Scorecard(Revision revision, Card card) implements Aggregate {

  /** There is only one, so its id says nothing. */
  public static final UUID ID = new UUID(0, 0x63617264);

  /** How a CRM begins: what most would call a promising lead, to be replaced by what they know. */
  public static final Scorecard USUAL =
      new Scorecard(
          Revision.first(Instant.EPOCH),
          new Card(
              new Weights(30, 30, 40),
              new Grade.Bounds(75, 50, 25),
              Map.of("reachable", 40),
              List.of(
                  usual(
                      1,
                      "Decides on purchases",
                      "lead.title.lower().matches('(^|[^a-z])(chief|c[efitmo]o|owner|founder|president"
                          + "|partner|vp|head|director|manager)([^a-z]|$)')",
                      30,
                      null),
                  usual(2, "Works for a company", "lead.company != ''", 30, null),
                  usual(3, "Has an e-mail address", "lead.email != ''", 25, "reachable"),
                  usual(4, "Can be phoned", "lead.phone != ''", 25, "reachable"),
                  usual(
                      5,
                      "Does not want to be contacted",
                      "lead.emailConsent == 'DENIED' && lead.phoneConsent == 'DENIED'",
                      -30,
                      null))));

  private static FitRule usual(
      int number,
      String name,
      String condition,
      int points,
      @org.jspecify.annotations.Nullable String group) {
    return new FitRule(new UUID(0x66697472, number), name, condition, points, group);
  }

  public Outcome<Change<Scorecard>> set(Card wanted, Instant now) {
    return wanted
        .sound()
        .map(good ->
            good.equals(card)
                ? Change.none(this)
                : Change.of(new Scorecard(revision.next(now), good)));
  }

  @Override
  public Subject subject() {
    return subjectOf(ID);
  }

  public static Subject subjectOf(UUID id) {
    return new Subject("scorecard", id);
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    return ImmutableMap.of(
        "weights",
        "fit %d, engagement %d, prediction %d"
            .formatted(
                card.weights().fit(), card.weights().engagement(), card.weights().prediction()),
        "grades",
        "A %d, B %d, C %d".formatted(card.grades().a(), card.grades().b(), card.grades().c()),
        "groupCaps",
        Joiner.on(", ").withKeyValueSeparator(" = ").join(card.groupCaps()),
        "rules",
        card.rules().stream()
            .map(r ->
                "%s: %+d%s if %s"
                    .formatted(
                        r.name(),
                        r.points(),
                        r.group() == null ? "" : " (" + r.group() + ")",
                        r.condition()))
            .collect(Collectors.joining("\n")));
  }
}
