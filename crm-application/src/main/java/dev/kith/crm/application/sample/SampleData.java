package dev.kith.crm.application.sample;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.audit.Auditing;
import dev.kith.crm.application.event.Announcing;
import dev.kith.crm.application.idempotency.Idempotency;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Ids;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.lead.PhoneNumbers;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;

/**
 * Fills an empty storage with leads that look as if a small team had worked on them for half a
 * year. Everything is done through the same ports as by people, in the order in which it would have
 * happened, under a clock that is moved along.
 */
public final class SampleData {

  public static final int USUAL_LEADS = 2_000;
  public static final long USUAL_SEED = 20_260_302;

  private static final Duration PAST = Duration.ofDays(180);

  /** How many steps share a transaction: it need not be durable step by step. */
  private static final int TOGETHER = 250;

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
  private final LeadFeature feature;
  private final Kernel kernel;
  private final List<Actor> team;
  private final Instant end;
  private Instant now;

  /** Something that somebody does with a lead. */
  private record Step(Instant at, Actor by, LeadId lead, BiConsumer<Leads, LeadId> deed) {}

  private SampleData(Storage storage, Instant end, List<Actor> team, long seed) {
    this.random = new SplittableRandom(seed);
    this.team = team.isEmpty() ? List.of(Actor.SYSTEM) : List.copyOf(team);
    this.end = end;
    this.now = end.minus(PAST);
    InstantSource clock = () -> now;
    Ids ids = () -> UuidCreator.getTimeOrderedEpoch(now);
    this.kernel =
        new Kernel(
            storage,
            clock,
            ids,
            new Idempotency(storage.transactions(), storage.idempotencyKeys(), clock),
            new Auditing(storage.audit(), ids),
            new Announcing(storage.outbox(), storage.transactions(), ids, List.of(), () -> {}));
    this.feature = new LeadFeature(kernel, new PhoneNumbers(null), user -> true);
  }

  /**
   * About {@value #USUAL_LEADS} leads that came in during the 180 days before {@code now}.
   *
   * @param team who owns the leads and works on them; each needs every permission on leads. If
   *     empty, the CRM does it itself and nobody owns them
   */
  public static void fill(Storage storage, Instant now, List<Actor> team) {
    fill(storage, now, team, USUAL_LEADS, USUAL_SEED);
  }

  public static void fill(Storage storage, Instant now, List<Actor> team, int leads, long seed) {
    new SampleData(storage, now, team, seed).run(leads, seed);
  }

  private void run(int leads, long seed) {
    ArrayDeque<Instant> arrivals = new ArrayDeque<>(arrivals(leads));
    Iterator<LeadDraft> drafts = SampleLeads.drafts(seed).iterator();
    while (!arrivals.isEmpty() || !steps.isEmpty()) {
      kernel
          .transactions()
          .always(() -> {
            for (int i = 0; i < TOGETHER && !(arrivals.isEmpty() && steps.isEmpty()); i++) {
              next(arrivals, drafts);
            }
            return arrivals.size();
          });
    }
  }

  private void next(ArrayDeque<Instant> arrivals, Iterator<LeadDraft> drafts) {
    Step step = steps.peek();
    Instant arrival = arrivals.peek();
    if (step != null && (arrival == null || step.at().isBefore(arrival))) {
      steps.remove();
      now = step.at();
      step.deed().accept(feature.leads(Context.of(step.by())), step.lead());
    } else {
      now = arrivals.remove();
      arrive(drafts.next());
    }
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
    LeadId lead =
        feature
            .leads(Context.of(owner))
            .capture(new Leads.Capture(draft, owned ? owner.id() : null))
            .orElseThrow()
            .id();
    plan(lead, owner, owned);
  }

  private void plan(LeadId lead, Actor owner, boolean owned) {
    int luck = random.nextInt(100);
    if (luck < (owned ? 15 : 70)) {
      return;
    }
    Instant worked = later(now, 4);
    add(worked, owner, lead, (leads, id) -> leads.startWork(id).orElseThrow());
    Instant last = worked;
    for (int i = random.nextInt(3); i > 0; i--) {
      last = later(last, 4);
      String note = NOTES.get(random.nextInt(NOTES.size()));
      add(last, owner, lead, (leads, id) -> leads.note(id, note).orElseThrow());
    }
    decide(lead, owner, later(last, 20));
  }

  private void decide(LeadId lead, Actor owner, Instant when) {
    int luck = random.nextInt(100);
    if (luck < 30) {
      add(when, owner, lead, (leads, id) -> leads.qualify(id).orElseThrow());
    } else if (luck < 55) {
      Reason reason = REASONS.get(random.nextInt(REASONS.size()));
      add(when, owner, lead, (leads, id) -> leads.disqualify(id, reason, null).orElseThrow());
    } else if (luck < 75) {
      add(when, owner, lead, (leads, id) -> leads.nurture(id).orElseThrow());
      if (random.nextBoolean()) {
        add(later(when, 40), owner, lead, (leads, id) -> leads.qualify(id).orElseThrow());
      }
    } else if (luck < 82) {
      Instant until = end.plus(Duration.ofDays(10 + random.nextInt(90)));
      add(when, owner, lead, (leads, id) -> leads.recycle(id, until).orElseThrow());
    } else if (luck < 85) {
      add(when, owner, lead, (leads, id) -> leads.delete(id).orElseThrow());
    }
  }

  /** Later than a moment, by a few days at most. */
  private Instant later(Instant moment, int mostDays) {
    return moment.plusSeconds(600 + random.nextLong(Duration.ofDays(mostDays).toSeconds()));
  }

  /** What lies in the future has not happened. */
  private void add(Instant at, Actor by, LeadId lead, BiConsumer<Leads, LeadId> deed) {
    if (at.isBefore(end)) {
      steps.add(new Step(at, by, lead, deed));
    }
  }
}
