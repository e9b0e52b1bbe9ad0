package dev.kith.crm.benchmark;

import com.google.common.collect.Lists;
import dev.kith.crm.application.lead.LeadQueries;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.scoring.engagement.Engagements;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementDraft;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.engagement.Traces;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Events of engagement as programs report them, in batches of {@value Engagements#LARGEST_BATCH}:
 * kept, judged, settled into the ledger and told of, beside what the database takes of the same
 * rows, ready-made.
 */
final class EngagementBenchmark {

  private static final long SEED = 2026;

  /** How many events of a lead there are, on average. */
  private static final int OF_EACH = 10;

  private static final String BROWSER =
      "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0";

  private static final EngagementType[] TYPES = {
    EngagementType.EMAIL_OPEN,
    EngagementType.EMAIL_CLICK,
    EngagementType.PAGE_VIEW,
    EngagementType.PAGE_VIEW,
    EngagementType.FORM_SUBMIT
  };

  private EngagementBenchmark() {}

  static List<Benchmarks.Figure> run(Filled filled, int events) throws Exception {
    List<LeadId> leads = leads(filled, Math.max(1, Math.min(filled.leads, events / OF_EACH)));
    Engagements engagements = filled.crm.as(Actor.SYSTEM).engagements();
    SplittableRandom random = new SplittableRandom(SEED);
    // Warm, as a server is to which events come all day.
    report(engagements, drafts(leads, Math.min(20_000, events / 2), random));
    List<EngagementDraft> drafts = drafts(leads, events, random);
    long begun = System.nanoTime();
    report(engagements, drafts);
    double perSecond = Benchmarks.perSecond(events, System.nanoTime() - begun);
    boolean copies = filled.settings.url().startsWith("jdbc:postgresql:");
    try (Connection connection = filled.connection()) {
      double limit =
          RawInsert.perSecond(
              connection,
              copies,
              List.of("engagement_event", "score_entry", "outbox_event"),
              events);
      return List.of(
          Benchmarks.Figure.of(
              filled.database
                  + ": "
                  + events
                  + " events of "
                  + leads.size()
                  + " leads, in batches, with their points; limit: "
                  + (copies ? "COPY" : "batched JDBC")
                  + " of the rows of events, ledger and outbox",
              "events/s",
              perSecond,
              limit));
    }
  }

  private static void report(Engagements engagements, List<EngagementDraft> drafts) {
    for (List<EngagementDraft> batch : Lists.partition(drafts, Engagements.LARGEST_BATCH)) {
      engagements.recordAll(batch).orElseThrow().forEach(receipt -> receipt.orElseThrow());
    }
  }

  private static List<EngagementDraft> drafts(
      List<LeadId> leads, int count, SplittableRandom random) {
    Instant now = Instant.now();
    List<EngagementDraft> drafts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      drafts.add(
          new EngagementDraft(
              new UUID(random.nextLong(), random.nextLong()).toString(),
              leads.get(random.nextInt(leads.size())),
              TYPES[random.nextInt(TYPES.length)],
              null,
              "https://www.example.com/page/" + random.nextInt(200),
              now.minus(Duration.ofMinutes(random.nextInt(60_000))),
              Map.of("plan", "big"),
              Traces.of(BROWSER)));
    }
    return drafts;
  }

  private static List<LeadId> leads(Filled filled, int count) {
    LeadQueries queries = filled.crm.as(Actor.SYSTEM).leadQueries();
    List<LeadId> leads = new ArrayList<>();
    ListQuery query = ListQuery.all(queries.fields()).limitedTo(ListQuery.LARGEST_LIMIT);
    while (leads.size() < count) {
      Page<LeadView> page = queries.list(query).orElseThrow();
      page.items().forEach(lead -> leads.add(lead.id()));
      if (page.next() == null) {
        break;
      }
      query = query.after(page.next());
    }
    return List.copyOf(leads.subList(0, Math.min(count, leads.size())));
  }
}
