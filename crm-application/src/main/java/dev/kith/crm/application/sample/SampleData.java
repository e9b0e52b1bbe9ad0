package dev.kith.crm.application.sample;

import dev.kith.crm.application.Storage;
import dev.kith.crm.application.audit.Auditing;
import dev.kith.crm.application.event.Announcing;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Ids;
import dev.kith.crm.application.lead.PhoneNumbers;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus.Reason;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BiFunction;

/**
 * Fills an empty storage with leads that look as if a small team had worked on them for half a
 * year. A few of them are there twice, as in every CRM. The domain decides every step in the order
 * in which it would have happened, with its audit entry and its events; what came of it is written
 * at once, since nobody wants to wait for a demo.
 */
public final class SampleData {

  public static final int USUAL_LEADS = 2_000;
  public static final long USUAL_SEED = 20_260_302;

  /** How many leads there are for one that is there already. */
  private static final int ONE_IN = 25;

  private static final int FEWEST_BEFORE_REPEATS = 50;

  private static final Duration PAST = Duration.ofDays(180);

  private static final List<Reason> REASONS = List.of(Reason.values());

  private static final List<String> NOTES =
      List.of(
          "Called, left a message with the assistant.",
          "Wants an offer for 20 users by the end of the month.",
          "Met at the fair; knows the product from a former employer.",
          "Asked for references from the same trade.",
          "Budget is decided in the next quarter.",
          "Sent the price list and two case studies.");

  private final SplittableRandom random;
  private final PriorityQueue<Step> steps = new PriorityQueue<>(Comparator.comparing(Step::at));
  private final Map<LeadId, Lead> leads = new LinkedHashMap<>();

  /** Who came in once so far. */
  private final List<LeadDraft> once = new ArrayList<>();

  private final Map<LeadId, AuditEntry.Head> heads = new HashMap<>();
  private final List<AuditEntry> entries = new ArrayList<>();
  private final List<Outbox.Entry> events = new ArrayList<>();
  private final PhoneNumbers phones = new PhoneNumbers(null);
  private final Storage storage;
  private final Ids ids;
  private final Auditing auditing;
  private final SampleConsents consents;
  private final SampleTouches touches;
  private final SampleGaps gaps;
  private final Announcing announcing;
  private final List<Actor> team;
  private final Instant end;
  private Instant now;

  /** What the domain says to an intention. */
  private interface Decision extends BiFunction<Lead, Instant, Outcome<Change<Lead>>> {}

  /** Something that somebody does with a lead. */
  private record Step(Instant at, Actor by, LeadId lead, String intention, Decision decision) {}

  private SampleData(Storage storage, Instant end, List<Actor> team, long seed) {
    this.random = new SplittableRandom(seed);
    this.team = team.isEmpty() ? List.of(Actor.SYSTEM) : List.copyOf(team);
    this.end = end;
    this.now = end.minus(PAST);
    this.storage = storage;
    this.ids = Ids.timeOrderedAt(() -> now);
    this.auditing = new Auditing(storage.audit(), ids);
    this.consents = new SampleConsents(ids, seed);
    this.touches = new SampleTouches(ids, seed);
    this.gaps = new SampleGaps(seed);
    this.announcing =
        new Announcing(storage.outbox(), storage.transactions(), ids, List.of(), () -> {});
  }

  /**
   * About {@value #USUAL_LEADS} leads that came in during the 180 days before {@code now}.
   *
   * @param team who owns the leads and works on them. If empty, the CRM does it itself and nobody
   *     owns them
   */
  public static void fill(Storage storage, Instant now, List<Actor> team) {
    fill(storage, now, team, USUAL_LEADS, USUAL_SEED);
  }

  public static void fill(Storage storage, Instant now, List<Actor> team, int leads, long seed) {
    new SampleData(storage, now, team, seed).run(leads, seed);
  }

  private void run(int count, long seed) {
    ArrayDeque<Instant> arrivals = new ArrayDeque<>(arrivals(count));
    Iterator<LeadDraft> drafts = SampleLeads.drafts(seed).iterator();
    while (!arrivals.isEmpty() || !steps.isEmpty()) {
      next(arrivals, drafts);
    }
    storage
        .transactions()
        .always(() -> {
          storage.leads().addAll(List.copyOf(leads.values()));
          storage.consents().addAll(consents.lines());
          storage.touches().addAll(touches.all());
          storage.audit().append(entries);
          announcing.appendAll(events);
          return leads.size();
        });
  }

  private void next(ArrayDeque<Instant> arrivals, Iterator<LeadDraft> drafts) {
    Step step = steps.peek();
    Instant arrival = arrivals.peek();
    if (step != null && (arrival == null || step.at().isBefore(arrival))) {
      steps.remove();
      now = step.at();
      take(step);
    } else {
      now = arrivals.remove();
      arrive(repeatedOr(drafts));
    }
  }

  /** Now and then somebody who is there already; nobody comes a third time. */
  private LeadDraft repeatedOr(Iterator<LeadDraft> drafts) {
    if (once.size() >= FEWEST_BEFORE_REPEATS && random.nextInt(ONE_IN) == 0) {
      return SampleRepeats.of(once.remove(random.nextInt(once.size())), random);
    }
    LeadDraft draft = drafts.next();
    once.add(draft);
    return gaps.leftIn(draft);
  }

  private void take(Step step) {
    Lead lead = Objects.requireNonNull(leads.get(step.lead()));
    if (lead.revision().isDeleted()) {
      return;
    }
    Change<Lead> change = step.decision().apply(lead, now).orElseThrow();
    keep(step.by(), step.intention(), lead.facts(), change);
  }

  private void keep(Actor by, String intention, Map<String, String> before, Change<Lead> change) {
    Lead lead = change.next();
    Context context = Context.of(by);
    AuditEntry entry =
        auditing.next(
            heads.getOrDefault(lead.id(), AuditEntry.Head.START),
            context,
            lead.subject(),
            intention,
            Auditing.told(before, lead.facts(), change.events()),
            lead.revision().updatedAt());
    leads.put(lead.id(), lead);
    heads.put(lead.id(), entry.head());
    entries.add(entry);
    change.events().forEach(e -> events.add(announcing.entry(context, e, lead.revision())));
  }

  /** More of them lately: the business grows. */
  private List<Instant> arrivals(int leads) {
    List<Instant> arrivals = new ArrayList<>();
    for (int i = 0; i < leads; i++) {
      long ago = (long) (PAST.toSeconds() * (1 - Math.sqrt(random.nextDouble())));
      arrivals.add(end.minusSeconds(Math.max(60, ago)));
    }
    arrivals.sort(Comparator.naturalOrder());
    return arrivals;
  }

  private void arrive(LeadDraft draft) {
    Actor owner = team.get(random.nextInt(team.size()));
    boolean owned = owner.kind() != Actor.Kind.SYSTEM && random.nextInt(10) > 0;
    LeadId lead = new LeadId(ids.next());
    LeadContent content = draft.read(phones).orElseThrow();
    Change<Lead> birth = Lead.capture(lead, content, owned ? owner.id() : null, now);
    keep(owner, "lead.capture", Map.of(), consents.heard(birth, now));
    touches
        .born(birth.next(), now)
        .ifPresent(at -> add(at, owner, lead, "lead.touch", touches::again));
    consents
        .laterNo(lead, now)
        .ifPresent(at -> add(at, owner, lead, "lead.record-consent", consents::no));
    plan(lead, owner, owned, promise(content));
  }

  /** Of a hundred that somebody works on, about so many are wanted: it is no lottery. */
  private static int promise(LeadContent content) {
    int bySource =
        switch (String.valueOf(LeadField.SOURCE.textOf(content))) {
          case "referral" -> 46;
          case "trade-fair" -> 38;
          case "newsletter", "cold-call" -> 12;
          default -> 28;
        };
    return LeadField.TITLE.textOf(content) == null ? bySource / 2 : bySource;
  }

  private void plan(LeadId lead, Actor owner, boolean owned, int promise) {
    int luck = random.nextInt(100);
    if (luck < (owned ? 15 : 70)) {
      return;
    }
    Instant worked = later(now, 4);
    add(worked, owner, lead, "lead.start-work", Lead::startWork);
    Instant last = worked;
    for (int i = random.nextInt(3); i > 0; i--) {
      last = later(last, 4);
      String note = NOTES.get(random.nextInt(NOTES.size()));
      add(last, owner, lead, "lead.note", (l, at) -> l.note(note, at));
    }
    decide(lead, owner, later(last, 20), promise);
  }

  private void decide(LeadId lead, Actor owner, Instant when, int promise) {
    int luck = random.nextInt(100);
    if (luck < promise) {
      add(when, owner, lead, "lead.qualify", Lead::qualify);
    } else if (luck < 55) {
      Reason reason = REASONS.get(random.nextInt(REASONS.size()));
      add(when, owner, lead, "lead.disqualify", (l, at) -> l.disqualify(reason, null, at));
    } else if (luck < 75) {
      add(when, owner, lead, "lead.nurture", Lead::nurture);
      if (random.nextBoolean()) {
        add(later(when, 40), owner, lead, "lead.qualify", Lead::qualify);
      }
    } else if (luck < 82) {
      Instant until = end.plus(Duration.ofDays(10 + random.nextInt(90)));
      add(when, owner, lead, "lead.recycle", (l, at) -> l.recycle(until, at));
    } else if (luck < 85) {
      add(when, owner, lead, "lead.delete", (l, at) -> l.delete(at));
    }
  }

  /** Later than a moment, by a few days at most. */
  private Instant later(Instant moment, int mostDays) {
    return moment.plusSeconds(600 + random.nextLong(Duration.ofDays(mostDays).toSeconds()));
  }

  /** What lies in the future has not happened. */
  private void add(Instant at, Actor by, LeadId lead, String intention, Decision decision) {
    if (at.isBefore(end)) {
      steps.add(new Step(at, by, lead, intention, decision));
    }
  }
}
