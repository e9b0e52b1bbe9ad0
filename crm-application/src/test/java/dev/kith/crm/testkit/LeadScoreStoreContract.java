package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kith.crm.application.scoring.card.LeadScoreStore;
import dev.kith.crm.application.scoring.card.LeadScoreStore.NewFit;
import dev.kith.crm.application.scoring.card.LeadScoreStore.PastFit;
import dev.kith.crm.application.scoring.card.LeadScoreStore.StoredScore;
import dev.kith.crm.application.scoring.card.ScorecardStore;
import dev.kith.crm.application.scoring.model.PredictionStore.LeadPrediction;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.card.Card;
import dev.kith.crm.domain.scoring.card.CombinedScore;
import dev.kith.crm.domain.scoring.card.FitRule;
import dev.kith.crm.domain.scoring.card.Grade;
import dev.kith.crm.domain.scoring.card.Parts;
import dev.kith.crm.domain.scoring.card.ScoreOverride;
import dev.kith.crm.domain.scoring.card.Scorecard;
import dev.kith.crm.domain.scoring.card.Weights;
import dev.kith.crm.domain.scoring.engagement.EngagementId;
import dev.kith.crm.domain.scoring.engagement.EngagementType;
import dev.kith.crm.domain.scoring.engagement.Verdict;
import dev.kith.crm.domain.scoring.ledger.Earning;
import dev.kith.crm.domain.scoring.ledger.FormulaTerms;
import dev.kith.crm.domain.scoring.ledger.IncrementRule;
import dev.kith.crm.domain.scoring.ledger.IncrementRuleId;
import dev.kith.crm.domain.scoring.ledger.Repeat;
import dev.kith.crm.domain.scoring.ledger.RuleTerms;
import dev.kith.crm.domain.scoring.ledger.RuleTerms.Limits;
import dev.kith.crm.domain.scoring.ledger.ScoreCurve;
import dev.kith.crm.domain.scoring.ledger.ScoreEntry;
import dev.kith.crm.domain.scoring.ledger.ScoreEntryId;
import dev.kith.crm.domain.scoring.ledger.ScoreLedger;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings.Settings;
import dev.kith.crm.domain.scoring.model.ScoringModel;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Models;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link LeadScoreStore} and the stores beside it promise. */
public interface LeadScoreStoreContract extends StorageContract {

  Instant NOW = Leads.CAPTURED.plus(Duration.ofDays(90));

  @Test
  default void a_lead_has_a_score_that_is_due_from_its_first_moment_on() {
    Lead lead = lead();
    keep(lead);
    assertThat(scores().find(lead.id()))
        .contains(new StoredScore(lead.id(), null, 0, null, 0, null, null));
    assertThat(taken(Leads.CAPTURED.minusSeconds(1))).doesNotContain(lead.id());
    assertThat(taken(Leads.CAPTURED)).contains(lead.id());
    assertThat(scores().find(Leads.anId())).isEmpty();
  }

  @Test
  default void a_score_is_due_again_when_its_lead_is_written() {
    Lead lead = lead();
    keep(lead);
    combine(List.of(lead.id()), fitOnly(), List.of());
    assertThat(taken(NOW.plus(Duration.ofDays(4_000)))).doesNotContain(lead.id());
    kept(() -> storage().leads().update(lead.assign(Actors.userId("O"), NOW).orElseThrow().next()));
    assertThat(taken(NOW)).contains(lead.id());
    combine(List.of(lead.id()), fitOnly(), List.of());
    Lead second = storage().leads().find(lead.id()).orElseThrow();
    kept(() -> {
      storage().leads().updateAll(List.of(second.delete(NOW).orElseThrow().next()));
      return Outcome.done(true);
    });
    assertThat(taken(NOW)).contains(lead.id());
  }

  @Test
  default void a_score_is_due_when_somebody_says_so_and_never_later_than_it_was() {
    Lead first = lead();
    Lead second = lead();
    keep(first, second);
    List<LeadId> both = List.of(second.id(), first.id());
    combine(both, fitOnly(), List.of());
    mark(both, NOW.plusSeconds(60));
    mark(List.of(first.id()), NOW.plusSeconds(30));
    mark(both, NOW.plusSeconds(90));
    assertThat(taken(NOW.plusSeconds(29))).doesNotContain(first.id(), second.id());
    assertThat(taken(NOW.plusSeconds(30))).contains(first.id()).doesNotContain(second.id());
    assertThat(taken(NOW.plusSeconds(60)))
        .filteredOn(both::contains)
        .containsExactly(first.id(), second.id());
    mark(both, Instant.EPOCH);
    assertThat(scores().nextDue()).contains(Instant.EPOCH);
    assertThat(kept(() -> Outcome.done(scores().takeDue(NOW, 1)))).hasSize(1);
  }

  @Test
  default void the_usual_card_is_there_until_it_is_replaced_version_by_version() {
    ScorecardStore cards = storage().scorecard();
    assertThat(cards.find(new UUID(0, 1))).isEmpty();
    Scorecard usual = cards.current();
    FitRule rule = new FitRule(new UUID(0, 7), "“Größe”", "lead.company\n != ''", -7, "g");
    Card card =
        new Card(new Weights(0, 1, 2), new Grade.Bounds(90, 80, 70), Map.of("g", 9), List.of(rule));
    Scorecard second = usual.set(card, NOW).orElseThrow().next();
    assertThat(kept(() -> cards.update(second))).isEqualTo(second);
    assertThat(cards.current()).isEqualTo(second);
    Scorecard third = second.set(Scorecard.USUAL.card(), NOW).orElseThrow().next();
    kept(() -> cards.update(third));
    assertThat(cards.find(Scorecard.ID)).contains(third);
    assertThat(storage().transactions().run(() -> cards.update(second)))
        .isInstanceOf(Outcome.Refused.class);
  }

  @Test
  default void fit_is_kept_with_the_time_in_which_it_was_true() {
    Lead lead = lead();
    keep(lead);
    fit(lead, 20, 1, NOW);
    fit(lead, 20, 2, NOW.plusSeconds(5));
    assertThat(scores().find(lead.id()).orElseThrow())
        .isEqualTo(new StoredScore(lead.id(), 20, 2, NOW, 0, null, null));
    assertThat(scores().pastFits(lead.id())).isEmpty();
    fit(lead, 35, 2, NOW.plusSeconds(10));
    fit(lead, null, 3, NOW.plusSeconds(20));
    fit(lead, 40, 3, NOW.plusSeconds(30));
    assertThat(scores().pastFits(lead.id()))
        .containsExactly(
            new PastFit(NOW, NOW.plusSeconds(10), 20),
            new PastFit(NOW.plusSeconds(10), NOW.plusSeconds(20), 35));
    assertThat(scores().find(lead.id()).orElseThrow().fitSince()).isEqualTo(NOW.plusSeconds(30));
  }

  @Test
  default void scores_are_what_the_domain_says_of_any_ledger() {
    Seeded.cases(
        8,
        random -> {
          List<IncrementRule> rules = someRules(random);
          Settings settings = new Settings(random.between(5, 80), Map.of("g", 12), List.of());
          Card card =
              fitOnly()
                  .with(
                      new Weights(
                          random.between(0, 3), random.between(1, 3), random.between(0, 3)));
          List<Lead> leads = IntStream.range(0, 12).mapToObj(i -> lead()).toList();
          keep(leads);
          Map<LeadId, ScoreLedger> ledgers = new HashMap<>();
          Map<LeadId, Integer> fits = new HashMap<>();
          for (Lead lead : leads) {
            List<ScoreEntry> entries = someEntries(random, lead.id(), rules);
            kept(() -> {
              storage().ledger().addAll(entries);
              return Outcome.done(true);
            });
            ledgers.put(lead.id(), new ScoreLedger(entries));
            if (random.percent(70)) {
              fits.put(lead.id(), random.between(0, 100));
              fit(lead, fits.get(lead.id()), 1, NOW);
            }
          }
          FormulaTerms terms = FormulaTerms.asOf(NOW, rules, settings);
          kept(() -> {
            rules.forEach(rule -> storage().incrementRules().add(rule).orElseThrow());
            return Outcome.done(true);
          });
          useSettings(settings);
          kept(() -> {
            scores().combine(leads.stream().map(Lead::id).toList(), card, terms, NOW, null);
            return Outcome.done(true);
          });
          Map<IncrementRuleId, IncrementRule> byId = new HashMap<>();
          rules.forEach(rule -> byId.put(rule.id(), rule));
          for (Lead lead : leads) {
            ScoreCurve curve =
                ScoreCurve.asOf(
                    NOW, Objects.requireNonNull(ledgers.get(lead.id())).earnings(), byId, settings);
            Integer fit = fits.get(lead.id());
            Optional<CombinedScore> expected =
                CombinedScore.of(
                    new Parts(fit == null ? null : (double) fit, curve.at(NOW), null),
                    card.weights());
            StoredScore stored = scores().find(lead.id()).orElseThrow();
            assertThat(stored.engagement()).isCloseTo(curve.at(NOW), within(1e-9));
            assertThat(stored.score()).isEqualTo(expected.map(CombinedScore::value).orElse(null));
            assertThat(stored.grade())
                .isEqualTo(stored.score() == null ? null : card.grades().of(stored.score()));
            staysUntilDue(lead.id(), curve, fit, card);
          }
        });
  }

  @Test
  default void what_the_active_model_expects_counts_in_percent() {
    Lead lead = lead();
    Lead other = lead();
    keep(lead, other);
    fit(lead, 20, 1, NOW);
    Card card = fitOnly().with(new Weights(1, 0, 3));
    ScoringModel model =
        kept(() ->
            storage()
                .scoringModels()
                .add(Models.aModel(2_000 + storage().scoringModels().all().size())));
    kept(() -> {
      storage().predictions().saveAll(model.id(), List.of(new LeadPrediction(lead.id(), 0.6, NOW)));
      return Outcome.done(true);
    });
    combine(List.of(lead.id()), card, List.of());
    assertThat(scores().find(lead.id()).orElseThrow().score()).isEqualTo(20);
    ScoringModel active =
        kept(
            () -> storage().scoringModels().update(model.activate(null, NOW).orElseThrow().next()));
    combine(List.of(lead.id(), other.id()), card, List.of());
    assertThat(scores().find(lead.id()).orElseThrow().score()).isEqualTo(50);
    assertThat(scores().find(other.id()).orElseThrow().score()).isNull();
    kept(() -> storage().scoringModels().update(active.retire(NOW).orElseThrow().next()));
  }

  /** A score that is not due yet must not be another. */
  private void staysUntilDue(LeadId lead, ScoreCurve curve, @Nullable Integer fit, Card card) {
    StoredScore stored = scores().find(lead).orElseThrow();
    for (int hours = 1; hours < 24 * 60; hours += 5) {
      Instant later = NOW.plus(Duration.ofHours(hours));
      if (!taken(later).contains(lead)) {
        assertThat(
                CombinedScore.of(
                        new Parts(fit == null ? null : (double) fit, curve.at(later), null),
                        card.weights())
                    .map(CombinedScore::value)
                    .orElse(null))
            .isEqualTo(stored.score());
      }
    }
  }

  @Test
  default void what_somebody_set_by_hand_counts_until_it_ends() {
    Lead lead = lead();
    keep(lead);
    fit(lead, 20, 1, NOW);
    ScoreOverride first = override(lead, 90, null);
    ScoreOverride second = override(lead, 80, NOW.plus(Duration.ofDays(1)));
    kept(() -> {
      storage().scoreOverrides().add(first);
      storage().scoreOverrides().end(lead.id(), NOW);
      storage().scoreOverrides().add(second);
      return Outcome.done(true);
    });
    assertThat(storage().scoreOverrides().of(lead.id())).containsExactly(second, first.ended(NOW));
    combine(List.of(lead.id()), fitOnly(), List.of());
    assertThat(scores().find(lead.id()).orElseThrow().score()).isEqualTo(80);
    assertThat(scores().find(lead.id()).orElseThrow().grade()).isEqualTo(Grade.A);
    assertThat(taken(NOW.plus(Duration.ofDays(1)).minusSeconds(1))).doesNotContain(lead.id());
    assertThat(taken(NOW.plus(Duration.ofDays(1)).plusSeconds(1))).contains(lead.id());
    kept(() -> {
      scores()
          .combine(
              List.of(lead.id()), fitOnly(), terms(List.of()), NOW.plus(Duration.ofDays(1)), null);
      return Outcome.done(true);
    });
    assertThat(scores().find(lead.id()).orElseThrow().score()).isEqualTo(20);
  }

  @Test
  default void scores_are_counted_and_sampled_of_live_leads() {
    UserId owner = new UserId(Leads.anId().value());
    Lead own = Leads.ownedBy(owner, draft());
    Lead binned = Leads.ownedBy(owner, draft());
    keep(own, binned);
    long live = scores().live();
    fit(own, 41, 1, NOW);
    fit(binned, 41, 1, NOW);
    combine(List.of(own.id(), binned.id()), fitOnly(), List.of());
    kept(() -> storage().leads().update(binned.delete(NOW).orElseThrow().next()));
    assertThat(scores().distribution(new Visibility.OwnedBy(Set.of(owner))))
        .isEqualTo(Map.of(41, 1L));
    assertThat(scores().distribution(new Visibility.All()).get(41)).isPositive();
    assertThat(scores().live()).isEqualTo(live - 1);
    assertThat(scores().latest(1_000))
        .extracting(StoredScore::lead)
        .contains(own.id())
        .doesNotContain(binned.id());
  }

  @Test
  default void scores_are_gone_through_in_the_order_of_their_leads_without_those_that_are_done() {
    List<Lead> leads = IntStream.range(0, 5).mapToObj(i -> lead()).toList();
    keep(leads);
    List<LeadId> ids = inOrder(leads);
    combine(ids.subList(0, 2), fitOnly(), List.of());
    assertThat(behind(ids.getFirst(), 8)).filteredOn(ids::contains).isEqualTo(ids.subList(1, 5));
    assertThat(behind(null, 7)).filteredOn(ids::contains).isEqualTo(ids.subList(2, 5));
    assertThat(kept(() -> Outcome.done(scores().lockAfter(null, 7, 2)))).hasSize(2);
    assertThat(kept(() -> Outcome.done(scores().lock(ids))))
        .extracting(StoredScore::lead)
        .containsExactlyElementsOf(ids);
  }

  @Test
  default void all_at_once_only_those_are_computed_of_which_nothing_but_the_formula_has_changed() {
    List<Lead> leads = IntStream.range(0, 5).mapToObj(i -> lead()).toList();
    keep(leads);
    List<LeadId> ids = inOrder(leads);
    leads.forEach(lead -> fit(lead, 40, fitOnly().fitKey(), NOW));
    combine(ids, fitOnly(), List.of());
    Lead other =
        leads.stream().filter(lead -> lead.id().equals(ids.get(1))).findFirst().orElseThrow();
    fit(other, 40, fitOnly().fitKey() + 1, NOW);
    mark(List.of(ids.get(2)), NOW);
    assertThat(pieces(8, 2)).isEqualTo(3);
    assertThat(behind(null, 8)).filteredOn(ids::contains).isEqualTo(ids.subList(1, 3));
    assertThat(pieces(8, 10_000)).isZero();
  }

  private static List<LeadId> inOrder(List<Lead> leads) {
    return leads.stream()
        .map(Lead::id)
        .sorted((a, b) -> a.toString().compareTo(b.toString()))
        .toList();
  }

  /** How many of these were computed by going over all, so many at once. */
  private int pieces(long pass, int limit) {
    List<LeadId> before = behind(null, pass);
    Optional<LeadScoreStore.Piece> piece = Optional.empty();
    int computed = 0;
    do {
      LeadId after = piece.map(LeadScoreStore.Piece::last).orElse(null);
      piece =
          kept(() ->
              Outcome.done(
                  scores().combineAfter(after, fitOnly(), terms(List.of()), NOW, pass, limit)));
      computed += piece.map(LeadScoreStore.Piece::computed).orElse(0);
    } while (piece.isPresent());
    assertThat(before.size() - behind(null, pass).size()).isEqualTo(computed);
    return computed;
  }

  /** Whoever takes it meanwhile cannot see yet why it is due. */
  @Test
  default void what_is_due_already_is_not_taken_while_somebody_has_another_reason_for_it() {
    Lead lead = lead();
    keep(lead);
    IncrementRule rule = aRule();
    CountDownLatch marked = new CountDownLatch(1);
    CountDownLatch taken = new CountDownLatch(1);
    Beside<Boolean> writing =
        Beside.start(() ->
            kept(() -> {
              storage().ledger().addAll(List.of(line(lead, rule)));
              scores().markDue(List.of(lead.id()), NOW);
              marked.countDown();
              Beside.await(taken);
              return Outcome.done(true);
            }));
    Beside.await(marked);
    Beside<Boolean> taking = Beside.start(() -> computed(lead, rule));
    taking.untilDoneOrWaiting();
    taken.countDown();
    writing.result();
    taking.result();
    computed(lead, rule);
    assertThat(scores().find(lead.id()).orElseThrow().engagement()).isPositive();
  }

  @Test
  default void a_line_that_is_written_while_all_are_gone_over_is_counted_at_last() {
    IncrementRule rule = aRule();
    for (int i = 0; i < 25; i++) {
      Lead lead = lead();
      keep(lead);
      computed(lead, rule);
      long pass = 100 + i;
      Beside.all(
          2,
          n ->
              n == 0
                  ? kept(() -> {
                    storage().ledger().addAll(List.of(line(lead, rule)));
                    scores().markDue(List.of(lead.id()), NOW);
                    return Outcome.done(true);
                  })
                  : kept(() ->
                      Outcome.done(
                          scores()
                              .combineAfter(
                                  null, engaged(), terms(List.of(rule)), NOW, pass, 10_000)
                              .isPresent())));
      computed(lead, rule);
      assertThat(scores().find(lead.id()).orElseThrow().engagement()).isPositive();
    }
  }

  private IncrementRule aRule() {
    IncrementRule rule =
        IncrementRule.create(
                new IncrementRuleId(Leads.anId().value()),
                RuleTerms.of("viewed", EngagementType.PAGE_VIEW, 5),
                Leads.CAPTURED)
            .orElseThrow()
            .next();
    return kept(() -> storage().incrementRules().add(rule));
  }

  private static ScoreEntry line(Lead lead, IncrementRule rule) {
    return new ScoreEntry(
        new ScoreEntryId(Leads.anId().value()),
        lead.id(),
        new Earning(rule.id(), 1, new EngagementId("e " + UUID.randomUUID()), 5, Leads.CAPTURED),
        NOW,
        Verdict.HUMAN,
        null);
  }

  private static Card engaged() {
    return fitOnly().with(new Weights(0, 1, 0));
  }

  /** What is due is taken, and if this lead is among it, computed. */
  private boolean computed(Lead lead, IncrementRule rule) {
    return kept(() -> {
      List<LeadId> due =
          scores().takeDue(NOW, 100_000).stream()
              .map(StoredScore::lead)
              .filter(lead.id()::equals)
              .toList();
      scores().combine(due, engaged(), terms(List.of(rule)), NOW, null);
      return Outcome.done(true);
    });
  }

  private List<LeadId> behind(@Nullable LeadId after, long pass) {
    return kept(() ->
        Outcome.done(
            scores().lockAfter(after, pass, 10_000).stream().map(StoredScore::lead).toList()));
  }

  private List<LeadId> taken(Instant now) {
    return kept(() ->
        Outcome.done(scores().takeDue(now, 100_000).stream().map(StoredScore::lead).toList()));
  }

  private void mark(List<LeadId> leads, Instant at) {
    kept(() -> {
      scores().markDue(leads, at);
      return Outcome.done(true);
    });
  }

  private void fit(Lead lead, @Nullable Integer points, long key, Instant at) {
    kept(() -> {
      StoredScore before = scores().lock(List.of(lead.id())).getFirst();
      scores().saveFits(List.of(new NewFit(before, points)), key, at);
      return Outcome.done(true);
    });
  }

  private void combine(List<LeadId> leads, Card card, List<IncrementRule> rules) {
    kept(() -> {
      scores().combine(leads, card, terms(rules), NOW, 7L);
      return Outcome.done(true);
    });
  }

  private static FormulaTerms terms(List<IncrementRule> rules) {
    return FormulaTerms.asOf(NOW, rules, new Settings(50, Map.of(), List.of()));
  }

  /** Only the storage in memory looks at the settings that are kept. */
  private void useSettings(Settings settings) {
    kept(() -> {
      var store = storage().scoringSettings();
      var before = store.find(ScoringSettings.ID).orElseThrow();
      var change = before.set(settings, NOW).orElseThrow();
      return change.next().equals(before) ? Outcome.done(before) : store.update(change.next());
    });
  }

  private static Card fitOnly() {
    return new Card(new Weights(1, 0, 0), Scorecard.USUAL.card().grades(), Map.of(), List.of());
  }

  private static ScoreOverride override(Lead lead, int value, @Nullable Instant until) {
    return new ScoreOverride(
        Leads.anId().value(),
        lead.id(),
        value,
        "größer",
        Actors.userId("Olga"),
        "Olga",
        value == 90 ? NOW.minusSeconds(9) : NOW,
        until,
        null);
  }

  private static List<IncrementRule> someRules(Seeded random) {
    List<IncrementRule> rules = new ArrayList<>();
    for (int i = random.between(1, 4); i > 0; i--) {
      IncrementRule rule =
          IncrementRule.create(
                  new IncrementRuleId(Leads.anId().value()),
                  RuleTerms.of("r" + i, EngagementType.PAGE_VIEW, 5).within(someLimits(random)),
                  Leads.CAPTURED)
              .orElseThrow()
              .next();
      rules.add(
          random.nextBoolean()
              ? rule
              : rule.change(rule.terms().within(someLimits(random)), NOW.minusSeconds(99))
                  .orElseThrow()
                  .next());
    }
    return rules;
  }

  private static Limits someLimits(Seeded random) {
    return new Limits(
        new Repeat.Always(),
        random.nextBoolean() ? random.between(3, 30) : null,
        random.nextBoolean() ? "g" : null,
        random.percent(70) ? Duration.ofHours(random.between(1, 2_000)) : null);
  }

  private static List<ScoreEntry> someEntries(
      Seeded random, LeadId lead, List<IncrementRule> rules) {
    List<ScoreEntry> entries = new ArrayList<>();
    for (int i = random.between(0, 8); i > 0; i--) {
      IncrementRule rule = random.oneOf(rules);
      ScoreEntry entry =
          new ScoreEntry(
              new ScoreEntryId(Leads.anId().value()),
              lead,
              new Earning(
                  rule.id(),
                  random.between(1, rule.versions().size()),
                  new EngagementId("e " + UUID.randomUUID()),
                  random.percent(80) ? random.between(1, 40) : -random.between(1, 20),
                  NOW.minusSeconds(random.between(-5_000, 4_000_000))),
              NOW,
              Verdict.HUMAN,
              null);
      entries.add(entry);
      if (random.percent(15)) {
        entries.add(
            new ScoreEntry(
                new ScoreEntryId(Leads.anId().value()),
                lead,
                entry.earning(),
                NOW,
                Verdict.BOT,
                entry.id()));
      }
    }
    return entries;
  }

  private static Lead lead() {
    return Leads.from(draft());
  }

  private static LeadDraft draft() {
    return LeadDraft.named("Some", "Body");
  }

  private LeadScoreStore scores() {
    return storage().leadScores();
  }
}
