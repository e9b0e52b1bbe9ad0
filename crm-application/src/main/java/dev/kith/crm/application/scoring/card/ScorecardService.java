package dev.kith.crm.application.scoring.card;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Lists;
import dev.kith.crm.application.automation.Fact;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.scoring.card.LeadScoreStore.StoredScore;
import dev.kith.crm.application.scoring.card.LeadScores.Distribution;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.card.Card;
import dev.kith.crm.domain.scoring.card.CombinedScore;
import dev.kith.crm.domain.scoring.card.Fit;
import dev.kith.crm.domain.scoring.card.FitRule;
import dev.kith.crm.domain.scoring.card.Grade;
import dev.kith.crm.domain.scoring.card.Parts;
import dev.kith.crm.domain.scoring.card.Scorecard;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

final class ScorecardService implements Scorecards {

  private static final Permission VIEW = new Permission(Feature.LEAD, Action.VIEW);
  static final Permission ADMINISTER = new Permission(Feature.LEAD, Action.ADMINISTER);
  private static final int READ_AT_ONCE = 1_000;

  private static final Changes.Kind<UUID, Scorecard> CARD =
      new Changes.Kind<>(
          Feature.LEAD, Scorecard.class, Scorecard::subjectOf, Scorecard::facts, card -> null);

  private final Kernel kernel;
  private final Context context;
  private final StoredScores stored;

  ScorecardService(Kernel kernel, Context context, StoredScores stored) {
    this.kernel = kernel;
    this.context = context;
    this.stored = stored;
  }

  @Override
  public Outcome<Scorecard> get() {
    return Permits.require(
        context.actor(), VIEW, () -> Outcome.done(kernel.storage().scorecard().current()));
  }

  @Override
  public List<Fact> facts() {
    return CompiledCard.FACTS;
  }

  @Override
  public Outcome<Scorecard> set(Card card) {
    return changed("scorecard.set", card, before -> sound(card));
  }

  @Override
  public List<Violation> problemsOf(Card card) {
    return problems(sound(card));
  }

  @Override
  public List<Violation> problemsOf(RuleDraft rule) {
    Card alone = stored.card().card().with(List.of(made(Scorecard.ID, rule)));
    return problems(soundAt(0, alone));
  }

  private static List<Violation> problems(Outcome<?> outcome) {
    return outcome.violations();
  }

  @Override
  public Outcome<Scorecard> addRule(RuleDraft rule) {
    UUID id = kernel.ids().next();
    return changed(
        "scorecard.add-rule",
        rule,
        before ->
            soundAt(
                before.rules().size(),
                before.with(
                    ImmutableList.<FitRule>builder()
                        .addAll(before.rules())
                        .add(made(id, rule))
                        .build())));
  }

  @Override
  public Outcome<Scorecard> changeRule(UUID id, RuleDraft rule) {
    return changed(
        "scorecard.change-rule",
        List.of(id, rule),
        before ->
            having(
                    before,
                    id,
                    before.rules().stream()
                        .map(r -> r.id().equals(id) ? made(id, rule) : r)
                        .toList())
                .then(after ->
                    soundAt(Iterables.indexOf(after.rules(), r -> r.id().equals(id)), after)));
  }

  @Override
  public Outcome<Scorecard> removeRule(UUID id) {
    return changed(
        "scorecard.remove-rule",
        id,
        before ->
            having(before, id, before.rules().stream().filter(r -> !r.id().equals(id)).toList())
                .then(ScorecardService::sound));
  }

  private static FitRule made(UUID id, RuleDraft rule) {
    return new FitRule(id, rule.name(), rule.condition(), rule.points(), rule.group());
  }

  private static Outcome<Card> having(Card before, UUID id, List<FitRule> after) {
    return before.rules().stream().anyMatch(r -> r.id().equals(id))
        ? Outcome.done(before.with(after))
        : Outcome.refused(NotFound.of("fit-rule", id));
  }

  private Outcome<Scorecard> changed(
      String intention, Object command, Function<Card, Outcome<Card>> next) {
    return Permits.requireOnAll(
        context.actor(),
        ADMINISTER,
        () ->
            new Changes<>(CARD, kernel.storage().scorecard(), kernel, context)
                .change(
                    Scorecard.ID,
                    Action.ADMINISTER,
                    intention,
                    command,
                    before ->
                        next.apply(before.card())
                            .then(card -> before.set(card, kernel.now()))
                            .map(change -> followed(before, change))));
  }

  /** With every problem at once, those of conditions included. */
  private static Outcome<Card> sound(Card card) {
    List<Violation> problems = CompiledCard.problems(card);
    return switch (card.sound()) {
      case Outcome.Done<Card>(var good) ->
          problems.isEmpty() ? Outcome.done(good) : Outcome.refused(new Invalid(problems));
      case Outcome.Refused<Card>(var refusal) ->
          Outcome.refused(
              new Invalid(
                  ImmutableList.<Violation>builder()
                      .addAll(refusal.violations())
                      .addAll(problems)
                      .build()));
    };
  }

  /** The same, for whoever sent but one rule: what is wrong with it stands at its own places. */
  private static Outcome<Card> soundAt(int place, Card card) {
    String prefix = "/rules/" + place;
    return switch (sound(card)) {
      case Outcome.Refused<Card>(Invalid(var violations)) ->
          Outcome.refused(
              new Invalid(
                  violations.stream()
                      .map(v ->
                          v.pointer().startsWith(prefix + "/")
                              ? new Violation(
                                  v.pointer().substring(prefix.length()), v.code(), v.message())
                              : v)
                      .toList()));
      case Outcome<Card> outcome -> outcome;
    };
  }

  private Change<Scorecard> followed(Scorecard before, Change<Scorecard> change) {
    if (!change.next().equals(before)) {
      stored.allChanged(change.next());
    }
    return change;
  }

  @Override
  public Outcome<Simulation> simulate(Card card) {
    return Permits.requireOnAll(
        context.actor(), ADMINISTER, () -> sound(card).map(CompiledCard::of).map(this::simulated));
  }

  private Simulation simulated(CompiledCard after) {
    CompiledCard before = stored.card();
    LeadScoreStore store = kernel.storage().leadScores();
    Map<Integer, Long> scoresBefore = new TreeMap<>();
    Map<Integer, Long> scoresAfter = new TreeMap<>();
    List<Crossing> crossings = new ArrayList<>();
    List<StoredScore> examined = store.latest(MOST_SIMULATED);
    boolean sameFit = before.card().fitKey() == after.card().fitKey();
    int up = 0;
    int down = 0;
    for (List<StoredScore> piece : Lists.partition(examined, READ_AT_ONCE)) {
      Map<LeadId, LeadView> views =
          kernel
              .storage()
              .leadReads()
              .findAll(piece.stream().map(StoredScore::lead).toList(), new Visibility.All())
              .stream()
              .collect(toImmutableMap(LeadView::id, Function.identity()));
      Map<LeadId, Double> predictions =
          kernel.storage().predictions().probabilities(views.keySet());
      for (StoredScore score : piece) {
        LeadView view = views.get(score.lead());
        if (view == null) {
          continue;
        }
        Integer fit = points(before.fit(view));
        Double prediction = ScorePast.percent(predictions.get(score.lead()));
        Integer was = value(score, fit, prediction, before.card());
        Integer is =
            value(score, sameFit ? fit : points(after.fit(view)), prediction, after.card());
        count(scoresBefore, was);
        count(scoresAfter, is);
        Grade gradeWas = was == null ? null : before.card().grades().of(was);
        Grade gradeIs = is == null ? null : after.card().grades().of(is);
        if (!Objects.equals(gradeWas, gradeIs)) {
          boolean better = gradeWas == null || (gradeIs != null && gradeIs.compareTo(gradeWas) < 0);
          up += better ? 1 : 0;
          down += better ? 0 : 1;
          crossings.add(new Crossing(score.lead(), view.displayName(), was, gradeWas, is, gradeIs));
        }
      }
    }
    crossings.sort(
        Comparator.comparingInt(ScorecardService::difference)
            .reversed()
            .thenComparing(c -> c.lead().toString()));
    return new Simulation(
        examined.size(),
        store.live(),
        Distribution.of(scoresBefore, before.card().grades()),
        Distribution.of(scoresAfter, after.card().grades()),
        up,
        down,
        crossings.stream().limit(MOST_NAMED).toList());
  }

  private static int difference(Crossing crossing) {
    Integer before = crossing.before();
    Integer after = crossing.after();
    return Math.abs((after == null ? 0 : after) - (before == null ? 0 : before));
  }

  private static @Nullable Integer points(@Nullable Fit fit) {
    return fit == null ? null : (Integer) fit.points();
  }

  private static @Nullable Integer value(
      StoredScore score, @Nullable Integer fit, @Nullable Double prediction, Card card) {
    Parts parts = new Parts(fit == null ? null : (double) fit, score.engagement(), prediction);
    return CombinedScore.of(parts, card.weights()).map(CombinedScore::value).orElse(null);
  }

  private static void count(Map<Integer, Long> scores, @Nullable Integer score) {
    if (score != null) {
      scores.merge(score, 1L, Long::sum);
    }
  }
}
