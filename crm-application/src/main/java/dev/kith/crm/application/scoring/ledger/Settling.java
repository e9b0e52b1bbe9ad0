package dev.kith.crm.application.scoring.ledger;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.stream.Collectors.groupingBy;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.SetMultimap;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.scoring.engagement.EngagementStore;
import dev.kith.crm.application.scoring.ledger.LedgerStore.LeadStanding;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.Circumstances;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import dev.kith.crm.domain.scoring.engagement.VerdictEngine;
import dev.kith.crm.domain.scoring.ledger.Award;
import dev.kith.crm.domain.scoring.ledger.Earning;
import dev.kith.crm.domain.scoring.ledger.Earnings;
import dev.kith.crm.domain.scoring.ledger.IncrementRule;
import dev.kith.crm.domain.scoring.ledger.IncrementRuleId;
import dev.kith.crm.domain.scoring.ledger.ScoreCurve;
import dev.kith.crm.domain.scoring.ledger.ScoreEntry;
import dev.kith.crm.domain.scoring.ledger.ScoreEntryId;
import dev.kith.crm.domain.scoring.ledger.ScoreLedger;
import dev.kith.crm.domain.scoring.ledger.ScoreNews;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings.Settings;
import dev.kith.crm.domain.scoring.ledger.Standing;
import dev.kith.crm.domain.scoring.ledger.Threshold;
import dev.kith.crm.domain.shared.Aggregate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes the ledgers of leads come to what their events earn and what they were awarded, and tells
 * which thresholds their scores cross. It may be done at any time and any number of times: what is
 * right stays as it is. One run at a time settles a lead. A handful of statements settles any
 * number of leads.
 */
public final class Settling {

  /** The kind of the job that tells of crossings that come by the passing of time. */
  public static final String CROSS = "score.cross";

  /** The kind of the job that settles all leads, when rules or settings have changed. */
  public static final String SETTLE_ALL = "score.settle-all";

  private final Kernel kernel;
  private final JobQueue jobs;
  private final EngagementStore events;
  private final LedgerStore store;
  private final EventFilters filters = new EventFilters();
  private final ScoreWatch watch;

  /**
   * @param watch told of what is settled
   */
  public Settling(Kernel kernel, JobQueue jobs, ScoreWatch watch) {
    this.watch = watch;
    this.kernel = kernel;
    this.jobs = jobs;
    this.events = kernel.storage().engagements();
    this.store = kernel.storage().ledger();
  }

  /**
   * Settles the leads of events that have been added in this run, and all whose events are to be
   * judged otherwise because of these.
   *
   * @return the events of those leads, as they are now
   */
  public Map<EngagementId, EngagementEvent> settleAround(
      Context context, Collection<EngagementEvent> fresh) {
    List<LeadId> leads = new ArrayList<>(fresh.stream().map(EngagementEvent::lead).toList());
    Set<String> bursts = bursts(fresh);
    if (!bursts.isEmpty()) {
      List<String> suspicious =
          events.recipients(bursts).entrySet().stream()
              .filter(burst -> burst.getValue() >= VerdictEngine.MANY_RECIPIENTS)
              .map(Map.Entry::getKey)
              .toList();
      if (!suspicious.isEmpty()) {
        leads.addAll(events.unsuspected(suspicious));
      }
    }
    return settle(context, leads);
  }

  /**
   * @return the events of these leads, as they are now
   */
  public Map<EngagementId, EngagementEvent> settle(Context context, Collection<LeadId> leads) {
    return settle(context, leads, lead -> lead.mergedInto() != null);
  }

  /** The loser keeps where it stands, without a word: its events count for the winner. */
  public void settleMerged(LeadId loser, LeadId winner) {
    settle(
        Context.of(Actor.SYSTEM).causedBy("merge of " + loser),
        List.of(loser, winner),
        lead -> lead.id().equals(loser));
  }

  public void settleParted(LeadId loser, LeadId winner) {
    settle(
        Context.of(Actor.SYSTEM).causedBy("undone merge of " + loser),
        List.of(loser, winner),
        lead -> false);
  }

  /** Has all leads settled, because of a new version of what scores are made by. */
  void settleAllSoon(Aggregate changed) {
    jobs.enqueue(
        JobRequest.of(SETTLE_ALL)
            .unique(SETTLE_ALL + "/" + changed.subject() + "/" + changed.revision().version()));
    watch.allChanged(changed.subject() + "/" + changed.revision().version());
  }

  /** What the events of a lead earn by these rules, and what it was awarded. */
  List<Earning> earnings(
      Collection<EngagementEvent> all, Collection<Award> awards, Collection<IncrementRule> rules) {
    return Stream.concat(
            Earnings.of(all, rules, filters).stream(),
            awards.stream().filter(award -> award.withdrawn() == null).map(Award::earning))
        .sorted(Earning.ORDER)
        .toList();
  }

  /** All rules by which lines of the ledger count, those of awards included. */
  public static Map<IncrementRuleId, IncrementRule> rules(Kernel kernel) {
    Map<IncrementRuleId, IncrementRule> rules = new LinkedHashMap<>();
    kernel.storage().incrementRules().all().forEach(rule -> rules.put(rule.id(), rule));
    kernel
        .storage()
        .ledger()
        .awards()
        .terms()
        .forEach(terms -> rules.put(terms.ruleId(), terms.rule()));
    return rules;
  }

  private Map<EngagementId, EngagementEvent> settle(
      Context context, Collection<LeadId> wanted, Predicate<Lead> silent) {
    Set<LeadId> leads = Set.copyOf(wanted);
    Map<LeadId, LeadStanding> standings = store.lock(leads);
    List<EngagementEvent> judged = judged(events.of(leads));
    Map<LeadId, List<EngagementEvent>> byLead =
        judged.stream().collect(groupingBy(EngagementEvent::lead));
    Map<LeadId, List<Award>> awards =
        kernel.storage().ledger().awards().of(leads).stream().collect(groupingBy(Award::lead));
    Map<LeadId, List<ScoreEntry>> written =
        store.of(leads).stream().collect(groupingBy(ScoreEntry::lead));
    Map<LeadId, Lead> known = new HashMap<>();
    kernel.storage().leads().findAll(leads).forEach(lead -> known.put(lead.id(), lead));
    Turn turn = new Turn(context, rules(kernel), kernel.storage().scoringSettings().settings());
    for (LeadId lead : leads) {
      ScoreLedger ledger =
          turn.corrected(
              lead,
              byLead.getOrDefault(lead, List.of()),
              awards.getOrDefault(lead, List.of()),
              new ScoreLedger(written.getOrDefault(lead, List.of())));
      LeadStanding before = standings.get(lead);
      Lead found = known.get(lead);
      if (before != null) {
        turn.stand(found, before, ledger, found == null || silent.test(found));
      }
    }
    turn.save();
    watch.changed(leads);
    Map<EngagementId, EngagementEvent> byId = new HashMap<>();
    judged.forEach(event -> byId.put(event.id(), event));
    return byId;
  }

  /** The events as they are to be judged by what is known of those around them. */
  private List<EngagementEvent> judged(List<EngagementEvent> all) {
    SetMultimap<String, String> linksAtOnce = HashMultimap.create();
    for (EngagementEvent event : all) {
      String mail = event.mailAtOnce();
      if (mail != null) {
        linksAtOnce.put(event.lead() + mail, String.valueOf(event.content().object()));
      }
    }
    Set<String> bursts = bursts(all);
    Map<String, Integer> recipients = bursts.isEmpty() ? Map.of() : events.recipients(bursts);
    List<EngagementEvent> judged = new ArrayList<>();
    List<EngagementEvent> changed = new ArrayList<>();
    for (EngagementEvent event : all) {
      String mail = event.mailAtOnce();
      String burst = event.burst();
      EngagementEvent now =
          event.judged(
              new Circumstances(
                  mail == null ? 0 : linksAtOnce.get(event.lead() + mail).size(),
                  burst == null ? 0 : recipients.getOrDefault(burst, 0)));
      judged.add(now);
      if (!now.equals(event)) {
        changed.add(now);
      }
    }
    if (!changed.isEmpty()) {
      events.judgeAll(changed);
    }
    return judged;
  }

  private static Set<String> bursts(Collection<EngagementEvent> events) {
    return events.stream()
        .flatMap(event -> Optional.ofNullable(event.burst()).stream())
        .collect(toImmutableSet());
  }

  /** What one run writes, collected so that it is written at once. */
  private final class Turn {

    private final Context context;
    private final Map<IncrementRuleId, IncrementRule> rules;
    private final Settings settings;
    private final Instant now = kernel.now();
    private final List<ScoreEntry> entries = new ArrayList<>();
    private final List<LeadStanding> standings = new ArrayList<>();
    private final List<Outbox.Entry> told = new ArrayList<>();

    Turn(Context context, Map<IncrementRuleId, IncrementRule> rules, Settings settings) {
      this.context = context;
      this.rules = rules;
      this.settings = settings;
    }

    ScoreLedger corrected(
        LeadId lead, List<EngagementEvent> all, List<Award> awards, ScoreLedger ledger) {
      Map<EngagementId, Verdict> verdicts = new HashMap<>();
      all.forEach(event -> verdicts.put(event.id(), event.verdict()));
      awards.forEach(award -> verdicts.put(award.event(), Verdict.HUMAN));
      List<ScoreEntry> corrections =
          ledger.corrections(
              lead,
              earnings(all, awards, rules.values()),
              verdicts,
              () -> new ScoreEntryId(kernel.ids().next()),
              now);
      entries.addAll(corrections);
      return ledger.with(corrections);
    }

    /**
     * @param lead null if there is no such lead any more
     */
    void stand(@Nullable Lead lead, LeadStanding before, ScoreLedger ledger, boolean silent) {
      LeadStanding next =
          silent || lead == null
              ? new LeadStanding(before.lead(), before.standings(), null)
              : standing(lead, before, ScoreCurve.asOf(now, ledger.earnings(), rules, settings));
      if (!next.equals(before)) {
        standings.add(next);
      }
    }

    private LeadStanding standing(Lead lead, LeadStanding before, ScoreCurve curve) {
      Map<String, Standing> next = new HashMap<>();
      double score = curve.at(now);
      Instant nextCheck = null;
      for (Threshold threshold : settings.thresholds()) {
        Standing standing = before.standings().getOrDefault(threshold.name(), Standing.BELOW);
        Optional<Standing.Direction> crossing = standing.crossing(threshold, score, now);
        if (crossing.isPresent()) {
          standing = standing.crossed(crossing.get(), now);
          told.add(crossed(lead, threshold, crossing.get(), score));
        }
        if (!standing.equals(Standing.BELOW)) {
          next.put(threshold.name(), standing);
        }
        Instant check = standing.nextCrossing(threshold, curve, now).orElse(null);
        nextCheck =
            nextCheck == null || (check != null && check.isBefore(nextCheck)) ? check : nextCheck;
      }
      return new LeadStanding(lead.id(), next, nextCheck);
    }

    private Outbox.Entry crossed(
        Lead lead, Threshold threshold, Standing.Direction direction, double score) {
      return kernel
          .announcing()
          .entry(
              context,
              new ScoreNews.ThresholdCrossed(
                  lead.id(), threshold.name(), direction, (int) Math.round(score)),
              lead.revision().seen(now));
    }

    void save() {
      if (!entries.isEmpty()) {
        store.addAll(entries);
      }
      if (!standings.isEmpty()) {
        store.saveAll(standings);
      }
      kernel.announcing().appendAll(told);
      standings.stream()
          .flatMap(standing -> Optional.ofNullable(standing.nextCheck()).stream())
          .min(Instant::compareTo)
          .ifPresent(Settling.this::plan);
    }
  }

  /**
   * Has crossings told of at the full minute after a moment. One job does so for all leads, and
   * plans the next: of a run it is enough to plan the earliest.
   */
  void plan(Instant moment) {
    Instant minute = moment.truncatedTo(ChronoUnit.MINUTES);
    Instant at = minute.equals(moment) ? moment : minute.plus(1, ChronoUnit.MINUTES);
    jobs.enqueue(JobRequest.of(CROSS).unique(CROSS + "/" + at).at(at));
  }
}
