package dev.kith.crm.application.scoring.ledger;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.stream.Collectors.groupingBy;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Maps;
import com.google.common.collect.Multiset;
import com.google.common.collect.Multisets;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.lead.LeadReach;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.ledger.Award;
import dev.kith.crm.domain.scoring.ledger.Earning;
import dev.kith.crm.domain.scoring.ledger.IncrementRule;
import dev.kith.crm.domain.scoring.ledger.IncrementRuleId;
import dev.kith.crm.domain.scoring.ledger.ScoreCurve;
import dev.kith.crm.domain.scoring.ledger.ScoreEntry;
import dev.kith.crm.domain.scoring.ledger.ScoreLedger;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings.Settings;
import dev.kith.crm.domain.scoring.ledger.Standing;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class ScoreService implements Scores {

  private final Kernel kernel;
  private final Context context;
  private final Settling settling;
  private final LedgerStore store;

  ScoreService(Kernel kernel, Context context, Settling settling) {
    this.kernel = kernel;
    this.context = context;
    this.settling = settling;
    this.store = kernel.storage().ledger();
  }

  @Override
  public Outcome<ScoreView> of(LeadId lead, @Nullable Instant asOf) {
    Instant now = kernel.now();
    Instant moment = asOf == null ? now : asOf;
    return shown(() ->
        new LeadReach(kernel.storage().leads(), context.actor())
            .find(lead, Action.VIEW)
            .then(found ->
                moment.isAfter(now)
                    ? Outcome.refused(
                        Invalid.of(Violation.at("asOf", "in-future", "This lies in the future.")))
                    : Outcome.done(view(lead, moment, asOf == null))));
  }

  private ScoreView view(LeadId lead, Instant moment, boolean isNow) {
    Map<IncrementRuleId, IncrementRule> rules = Settling.rules(kernel);
    Map<EngagementId, Award> awards =
        Maps.uniqueIndex(kernel.storage().ledger().awards().of(List.of(lead)), Award::event);
    Settings settings = kernel.storage().scoringSettings().settings();
    ScoreLedger ledger = new ScoreLedger(store.of(List.of(lead)));
    List<Earning> earnings = ledger.earnings();
    ScoreCurve curve = ScoreCurve.asOf(moment, earnings, rules, settings);
    Instant earlier = moment.minus(TREND);
    int score = rounded(curve.at(moment));
    int before = rounded(ScoreCurve.asOf(earlier, earnings, rules, settings).at(earlier));
    List<Counted> counted = new ArrayList<>();
    for (ScoreEntry entry : ledger.standing().reversed()) {
      IncrementRule rule = rules.get(entry.earning().rule());
      if (rule != null && !entry.earning().occurredAt().isAfter(moment)) {
        counted.add(
            new Counted(
                entry,
                named(entry.earning(), rule, awards),
                ScoreCurve.left(entry.earning(), rule, moment)));
      }
    }
    return new ScoreView(
        lead,
        moment,
        score,
        curve.pointsAt(moment),
        before,
        score > before ? Trend.RISING : score < before ? Trend.FALLING : Trend.STEADY,
        counted,
        isNow ? standings(lead, moment, curve, settings) : List.of());
  }

  private static String named(
      Earning earning, IncrementRule rule, Map<EngagementId, Award> awards) {
    Award award = awards.get(earning.event());
    return award == null ? rule.terms().name() : award.words();
  }

  private List<ToThreshold> standings(
      LeadId lead, Instant now, ScoreCurve curve, Settings settings) {
    Map<String, Standing> known =
        store.standing(lead).map(LedgerStore.LeadStanding::standings).orElse(Map.of());
    return settings.thresholds().stream()
        .map(threshold -> {
          Standing standing = known.getOrDefault(threshold.name(), Standing.BELOW);
          return new ToThreshold(
              threshold,
              standing.above(),
              standing.crossedAt(),
              standing.nextCrossing(threshold, curve, now).orElse(null));
        })
        .toList();
  }

  private static int rounded(double score) {
    return (int) Math.round(score);
  }

  @Override
  public FieldCatalogue<ScoreEntryView> fields() {
    return ScoreEntryView.CATALOGUE;
  }

  @Override
  public Outcome<Page<ScoreEntryView>> entries(ListQuery query) {
    return shown(() ->
        Permits.require(
            context.actor(),
            IncrementRuleService.VIEW,
            () -> {
              Page<ScoreEntryView> page =
                  store.page(query, Visibility.of(context.actor(), IncrementRuleService.VIEW));
              Map<IncrementRuleId, IncrementRule> rules = Settling.rules(kernel);
              Map<EngagementId, Award> awards = awardsOf(page.items());
              return Outcome.done(
                  new Page<>(
                      page.items().stream()
                          .map(view -> {
                            IncrementRule rule = rules.get(view.entry().earning().rule());
                            return view.named(
                                rule == null ? null : named(view.entry().earning(), rule, awards));
                          })
                          .toList(),
                      page.next(),
                      page.total()));
            }));
  }

  private Map<EngagementId, Award> awardsOf(List<ScoreEntryView> entries) {
    return Maps.uniqueIndex(
        kernel
            .storage()
            .ledger()
            .awards()
            .all(
                entries.stream()
                    .flatMap(view -> Award.idOf(view.entry().earning().event()).stream())
                    .collect(toImmutableSet())),
        Award::event);
  }

  private <T> Outcome<T> shown(Supplier<Outcome<T>> next) {
    return ScoreSight.shown(context, next);
  }

  @Override
  public Outcome<Reconciliation> reconcile(@Nullable LeadId after, int limit) {
    return shown(() ->
        Permits.requireOnAll(
            context.actor(),
            IncrementRuleService.ADMINISTER,
            () -> Outcome.done(reconciled(after, Math.min(limit, MOST_CHECKED)))));
  }

  private Reconciliation reconciled(@Nullable LeadId after, int limit) {
    List<LeadId> leads = store.leads(after, limit);
    Collection<IncrementRule> rules = Settling.rules(kernel).values();
    Map<LeadId, List<Award>> awards =
        kernel.storage().ledger().awards().of(leads).stream().collect(groupingBy(Award::lead));
    Map<LeadId, List<EngagementEvent>> events =
        kernel.storage().engagements().of(leads).stream()
            .collect(groupingBy(EngagementEvent::lead));
    Map<LeadId, List<ScoreEntry>> entries =
        store.of(leads).stream().collect(groupingBy(ScoreEntry::lead));
    List<Difference> differences = new ArrayList<>();
    for (LeadId lead : leads) {
      Multiset<Earning> earned =
          HashMultiset.create(
              settling.earnings(
                  events.getOrDefault(lead, List.of()),
                  awards.getOrDefault(lead, List.of()),
                  rules));
      Multiset<Earning> written =
          HashMultiset.create(new ScoreLedger(entries.getOrDefault(lead, List.of())).earnings());
      if (!earned.equals(written)) {
        differences.add(
            new Difference(lead, difference(earned, written), difference(written, earned)));
      }
    }
    return new Reconciliation(
        leads.size(), differences, leads.size() < limit ? null : leads.getLast());
  }

  private static List<Earning> difference(Multiset<Earning> all, Multiset<Earning> without) {
    return Multisets.difference(all, without).stream().sorted(Earning.ORDER).toList();
  }
}
