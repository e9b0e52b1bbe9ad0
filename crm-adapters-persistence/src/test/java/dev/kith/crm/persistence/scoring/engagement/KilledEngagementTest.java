package dev.kith.crm.persistence.scoring.engagement;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Lists;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.scoring.engagement.Engagements.Receipt;
import dev.kith.crm.application.scoring.ledger.Scores.Counted;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementDraft;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.ledger.Earning;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.OtherProcess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A process to which events of engagement are reported is killed without warning in the middle of
 * them; whoever reported them sends all of them again.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KilledEngagementTest {

  private static final int LEADS = 20;
  private static final int EVENTS = 20_000;
  private static final int BATCH = 100;
  private static final int BATCHES_BEFORE_THE_KILL = 5;
  private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");

  /** Has events reported to it, and says after how many it was killed at the earliest. */
  static final class Reporter {
    public static void main(String[] arguments) {
      Crm crm = Crm.on(JooqStorage.open(arguments[0])).background(false).start();
      int batches = 0;
      for (List<EngagementDraft> batch : Lists.partition(events(leads(crm)), BATCH)) {
        crm.as(Actor.SYSTEM).engagements().recordAll(batch).orElseThrow();
        System.out.println("batch " + ++batches);
      }
    }
  }

  @Test
  @Timeout(300)
  void what_is_sent_again_gives_no_point_twice() {
    String url = Databases.h2FileWithTables();
    try (Storage storage = JooqStorage.open(url)) {
      captured(Crm.on(storage).background(false).start());
    }
    try (OtherProcess reporter = OtherProcess.running(Reporter.class, url)) {
      reporter.says(line -> line.startsWith("batch "), BATCHES_BEFORE_THE_KILL);
      reporter.kill();
    }

    try (Storage storage = JooqStorage.open(url)) {
      Crm crm = Crm.on(storage).background(false).start();
      List<LeadId> leads = leads(crm);
      long duplicates = 0;
      // Fewer than all are enough to see that what was there is known.
      List<EngagementDraft> events = events(leads).subList(0, 2_000);
      for (List<EngagementDraft> batch : Lists.partition(events, BATCH)) {
        for (Outcome<Receipt> receipt :
            crm.as(Actor.SYSTEM).engagements().recordAll(batch).orElseThrow()) {
          duplicates += receipt.orElseThrow().duplicate() ? 1 : 0;
        }
      }
      assertThat(duplicates).isPositive();
      assertThat(crm.as(Actor.SYSTEM).scores().reconcile(null, 100).orElseThrow().differences())
          .isEmpty();

      String other = Databases.h2FileWithTables();
      try (Storage fresh = JooqStorage.open(other)) {
        Crm undisturbed = Crm.on(fresh).background(false).start();
        captured(undisturbed);
        List<LeadId> same = leads(undisturbed);
        for (List<EngagementDraft> batch : Lists.partition(events(same).subList(0, 2_000), BATCH)) {
          undisturbed.as(Actor.SYSTEM).engagements().recordAll(batch).orElseThrow();
        }
        for (int i = 0; i < LEADS; i++) {
          assertThat(earned(crm, leads.get(i), 2_000))
              .isEqualTo(earned(undisturbed, same.get(i), 2_000));
        }
      }
    }
  }

  /** By the first so many events; more may have been reported before the kill. */
  private static List<String> earned(Crm crm, LeadId lead, int events) {
    return crm.as(Actor.SYSTEM).scores().of(lead, null).orElseThrow().counted().stream()
        .map(Counted::entry)
        .map(entry -> entry.earning())
        .filter(earning -> Integer.parseInt(earning.event().value()) < events)
        .sorted(Earning.ORDER)
        .map(earning -> earning.event() + " " + earning.points())
        .toList();
  }

  private static void captured(Crm crm) {
    for (int i = 0; i < LEADS; i++) {
      crm.as(Actor.SYSTEM)
          .leads()
          .capture(new Capture(LeadDraft.named("X", "Lead %02d".formatted(i))))
          .orElseThrow();
    }
  }

  /** By their names. */
  private static List<LeadId> leads(Crm crm) {
    var queries = crm.as(Actor.SYSTEM).leadQueries();
    return queries.list(ListQuery.all(queries.fields())).orElseThrow().items().stream()
        .sorted((a, b) -> a.displayName().compareTo(b.displayName()))
        .map(lead -> lead.id())
        .toList();
  }

  /** Every one earns its lead points. */
  private static List<EngagementDraft> events(List<LeadId> leads) {
    List<EngagementDraft> events = new ArrayList<>();
    for (int i = 0; i < EVENTS; i++) {
      events.add(
          EngagementDraft.of(Integer.toString(i), leads.get(i % LEADS), EngagementType.MEETING_HELD)
              .at(BEGIN.plusSeconds(i)));
    }
    return events;
  }
}
