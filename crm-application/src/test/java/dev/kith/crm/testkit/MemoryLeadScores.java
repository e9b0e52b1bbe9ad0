package dev.kith.crm.testkit;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.kith.crm.application.scoring.card.LeadScoreStore;
import dev.kith.crm.application.scoring.card.ScoreOverrideStore;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.card.Card;
import dev.kith.crm.domain.scoring.card.CombinedScore;
import dev.kith.crm.domain.scoring.card.Fading;
import dev.kith.crm.domain.scoring.card.Parts;
import dev.kith.crm.domain.scoring.card.ScoreOverride;
import dev.kith.crm.domain.scoring.ledger.FormulaTerms;
import dev.kith.crm.domain.scoring.ledger.IncrementRule;
import dev.kith.crm.domain.scoring.ledger.IncrementRuleId;
import dev.kith.crm.domain.scoring.ledger.ScoreCurve;
import dev.kith.crm.domain.scoring.ledger.ScoreLedger;
import dev.kith.crm.domain.scoring.ledger.ScoringSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Computes with the domain, one lead after the other. */
final class MemoryLeadScores implements LeadScoreStore {

  private record Row(StoredScore stored, @Nullable Long due, long pass) {}

  private final MemoryTransactions transactions;
  private final Function<LeadId, ScoreLedger> ledgers;
  private final Supplier<Collection<IncrementRule>> rules;
  private final Supplier<ScoringSettings.Settings> settings;
  private final ScoreOverrideStore overrides;
  private final Function<LeadId, Lead> leads;
  private final Function<LeadId, @Nullable Double> predictions;
  private final MemoryTable<LeadId, Row> rows;
  private final MemoryTable<LeadId, List<PastFit>> past;

  MemoryLeadScores(
      MemoryTransactions transactions,
      Function<LeadId, ScoreLedger> ledgers,
      Supplier<Collection<IncrementRule>> rules,
      Supplier<ScoringSettings.Settings> settings,
      ScoreOverrideStore overrides,
      Function<LeadId, Lead> leads,
      Function<LeadId, @Nullable Double> predictions) {
    this.transactions = transactions;
    this.ledgers = ledgers;
    this.rules = rules;
    this.settings = settings;
    this.overrides = overrides;
    this.leads = leads;
    this.predictions = predictions;
    this.rows = new MemoryTable<>(transactions);
    this.past = new MemoryTable<>(transactions);
  }

  void written(Lead lead) {
    if (rows.find(lead.id()).isEmpty()) {
      rows.put(
          lead.id(), new Row(new StoredScore(lead.id(), null, 0, null, 0, null, null), null, 0));
    }
    markDue(List.of(lead.id()), lead.revision().updatedAt());
  }

  @Override
  public void markDue(Collection<LeadId> marked, Instant at) {
    long second = at.getEpochSecond();
    marked.forEach(lead ->
        rows.find(lead)
            .filter(row -> row.due() == null || row.due() > second)
            .ifPresent(row -> rows.put(lead, new Row(row.stored(), second, row.pass()))));
  }

  @Override
  public List<StoredScore> takeDue(Instant now, int limit) {
    return rows.all().stream()
        .filter(row -> row.due() != null && row.due() <= now.getEpochSecond())
        .sorted(
            Comparator.comparing((Row row) -> Objects.requireNonNull(row.due()))
                .thenComparing(row -> row.stored().lead().toString()))
        .limit(limit)
        .map(Row::stored)
        .toList();
  }

  @Override
  public Optional<Instant> nextDue() {
    return rows.all().stream()
        .flatMap(row -> Optional.ofNullable(row.due()).stream())
        .min(Comparator.naturalOrder())
        .map(Instant::ofEpochSecond);
  }

  @Override
  public List<StoredScore> lock(Collection<LeadId> locked) {
    return inOrder().filter(stored -> locked.contains(stored.lead())).toList();
  }

  @Override
  public List<StoredScore> lockAfter(@Nullable LeadId after, long pass, int limit) {
    return rows.all().stream()
        .filter(row -> row.pass() != pass)
        .map(Row::stored)
        .sorted(Comparator.comparing(stored -> stored.lead().toString()))
        .filter(stored -> after == null || stored.lead().toString().compareTo(after.toString()) > 0)
        .limit(limit)
        .toList();
  }

  private Stream<StoredScore> inOrder() {
    return rows.all().stream()
        .map(Row::stored)
        .sorted(Comparator.comparing(stored -> stored.lead().toString()));
  }

  @Override
  public void saveFits(List<NewFit> fits, long key, Instant now) {
    transactions.alone(() -> {
      for (NewFit fit : fits) {
        StoredScore before = fit.before();
        boolean same = Objects.equals(before.fit(), fit.points());
        if (!same && before.fit() != null) {
          List<PastFit> longer = new ArrayList<>(pastFits(before.lead()));
          longer.add(new PastFit(Objects.requireNonNull(before.fitSince()), now, before.fit()));
          past.put(before.lead(), List.copyOf(longer));
        }
        rows.find(before.lead())
            .ifPresent(row ->
                rows.put(
                    before.lead(),
                    new Row(
                        new StoredScore(
                            before.lead(),
                            fit.points(),
                            key,
                            same ? before.fitSince() : now,
                            row.stored().engagement(),
                            row.stored().score(),
                            row.stored().grade()),
                        row.due(),
                        row.pass())));
      }
      return fits;
    });
  }

  @Override
  public void combine(
      Collection<LeadId> combined,
      Card card,
      FormulaTerms terms,
      Instant now,
      @Nullable Long pass) {
    Map<IncrementRuleId, IncrementRule> byId = new HashMap<>();
    rules.get().forEach(rule -> byId.put(rule.id(), rule));
    combined.forEach(lead ->
        rows.find(lead)
            .ifPresent(row -> rows.put(lead, combined(row, card, byId, terms, now, pass))));
  }

  @Override
  public Optional<Piece> combineAfter(
      @Nullable LeadId after, Card card, FormulaTerms terms, Instant now, long pass, int limit) {
    List<LeadId> piece =
        inOrder()
            .map(StoredScore::lead)
            .filter(lead -> after == null || lead.toString().compareTo(after.toString()) > 0)
            .limit(limit)
            .toList();
    List<LeadId> open =
        rows.all().stream()
            .filter(row -> piece.contains(row.stored().lead()))
            .filter(row -> row.pass() != pass && row.stored().fitKey() == card.fitKey())
            .filter(row -> row.due() == null || row.due() > now.getEpochSecond())
            .map(row -> row.stored().lead())
            .toList();
    combine(open, card, terms, now, pass);
    return piece.isEmpty()
        ? Optional.empty()
        : Optional.of(new Piece(piece.getLast(), open.size()));
  }

  private Row combined(
      Row row,
      Card card,
      Map<IncrementRuleId, IncrementRule> byId,
      FormulaTerms terms,
      Instant now,
      @Nullable Long pass) {
    StoredScore stored = row.stored();
    ScoreCurve curve =
        ScoreCurve.asOf(now, ledgers.apply(stored.lead()).earnings(), byId, settings.get());
    double engagement = curve.at(now);
    Optional<CombinedScore> score =
        CombinedScore.of(
            new Parts(
                stored.fit() == null ? null : (double) stored.fit(),
                engagement,
                predictions.apply(stored.lead())),
            card.weights());
    ScoreOverride override =
        overrides.of(stored.lead()).stream().filter(o -> o.stoodAt(now)).findFirst().orElse(null);
    Integer value =
        override != null
            ? (Integer) override.value()
            : score.map(CombinedScore::value).orElse(null);
    Fading fading =
        new Fading(
            curve.pointsAt(now),
            curve.givenAt(now),
            curve.takenAt(now),
            terms.saturation(),
            terms.shortestHalfLife());
    Long due =
        override != null
            ? override.until() == null
                ? null
                : (Long) override.until().plusNanos(999_999_999).getEpochSecond()
            : score
                .flatMap(fading::unchanged)
                .map(rest -> now.getEpochSecond() + rest.toSeconds())
                .orElse(null);
    return new Row(
        new StoredScore(
            stored.lead(),
            stored.fit(),
            stored.fitKey(),
            stored.fitSince(),
            engagement,
            value,
            value == null ? null : card.grades().of(value)),
        due,
        pass == null ? row.pass() : pass);
  }

  @Override
  public Optional<StoredScore> find(LeadId lead) {
    return rows.find(lead).map(Row::stored);
  }

  @Override
  public List<PastFit> pastFits(LeadId lead) {
    return past.find(lead).orElse(List.of());
  }

  @Override
  public SortedMap<Integer, Long> distribution(Visibility visible) {
    SortedMap<Integer, Long> distribution = new TreeMap<>();
    live(visible)
        .filter(stored -> stored.score() != null)
        .collect(groupingBy(stored -> Objects.requireNonNull(stored.score()), counting()))
        .forEach(distribution::put);
    return distribution;
  }

  private Stream<StoredScore> live(Visibility visible) {
    return inOrder()
        .filter(stored -> {
          Lead lead = leads.apply(stored.lead());
          return !lead.revision().isDeleted() && visible.reaches(lead.owner());
        });
  }

  @Override
  public List<StoredScore> latest(int limit) {
    return live(new Visibility.All()).toList().reversed().stream().limit(limit).toList();
  }

  @Override
  public long live() {
    return live(new Visibility.All()).count();
  }
}
