package dev.kith.crm.domain.testkit;

import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementDraft;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.engagement.Traces;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import dev.kith.crm.domain.scoring.ledger.IncrementRule;
import dev.kith.crm.domain.scoring.ledger.IncrementRuleId;
import dev.kith.crm.domain.scoring.ledger.Repeat;
import dev.kith.crm.domain.scoring.ledger.RuleTerms;
import dev.kith.crm.domain.scoring.ledger.RuleTerms.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Events and rules for specs. */
public final class Engagements {

  public static final Instant DAY = Instant.parse("2026-03-02T00:00:00Z");
  public static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

  private static final List<EngagementType> TYPES =
      List.of(EngagementType.PAGE_VIEW, EngagementType.EMAIL_CLICK, EngagementType.EMAIL_REPLY);

  private Engagements() {}

  /** What a person did, so many hours after {@link #DAY}. */
  public static EngagementEvent event(
      LeadId lead, String id, EngagementType type, String object, double hours) {
    Instant at = DAY.plusMillis((long) (hours * 3_600_000));
    return EngagementDraft.of(id, lead, type)
        .on(object)
        .at(at)
        .seen(Traces.of(BROWSER))
        .read(at)
        .orElseThrow();
  }

  public static IncrementRule rule(RuleTerms terms) {
    return IncrementRule.create(
            new IncrementRuleId(Leads.anId().value()), terms, DAY.minus(Duration.ofDays(4_000)))
        .orElseThrow()
        .next();
  }

  public static IncrementRule rule(EngagementType type, int points, Limits limits) {
    return rule(RuleTerms.of(type.name(), type, points).within(limits));
  }

  public static List<EngagementEvent> someEvents(Seeded random, LeadId lead, String prefix) {
    List<EngagementEvent> events = new ArrayList<>();
    for (int i = random.between(0, 25); i > 0; i--) {
      EngagementEvent event =
          event(
              lead,
              prefix + i,
              random.oneOf(TYPES),
              "o" + random.between(1, 3),
              random.between(0, 400) / 4.0);
      events.add(random.percent(15) ? event.told(Verdict.BOT) : event);
    }
    return events;
  }

  public static List<IncrementRule> someRules(Seeded random) {
    return random.listOf(
        1,
        5,
        r -> {
          Repeat repeat =
              r.oneOf(
                  List.of(
                      new Repeat.Once(),
                      new Repeat.OncePerObject(),
                      new Repeat.PerWindow(Duration.ofHours(r.between(1, 48)), r.between(1, 3)),
                      new Repeat.Always()));
          int points = r.between(1, 30) * (r.percent(25) ? -1 : 1);
          Limits limits =
              new Limits(
                  repeat,
                  r.percent(40) ? r.between(5, 60) : null,
                  r.percent(50) ? r.oneOf("web", "mail") : null,
                  r.percent(85) ? Duration.ofHours(r.between(1, 24 * 30)) : null);
          RuleTerms terms = RuleTerms.of("r", r.oneOf(TYPES), points).within(limits);
          return IncrementRule.create(
                  new IncrementRuleId(new UUID(r.nextLong(), r.nextLong())),
                  terms,
                  DAY.minus(Duration.ofDays(1)))
              .orElseThrow()
              .next();
        });
  }
}
