package dev.kith.crm.persistence.scoring.card;

import static dev.kith.crm.persistence.generated.Tables.LEAD_PREDICTION;
import static dev.kith.crm.persistence.generated.Tables.LEAD_SCORE;
import static dev.kith.crm.persistence.generated.Tables.SCORE_ENTRY;
import static dev.kith.crm.persistence.generated.Tables.SCORE_OVERRIDE;
import static dev.kith.crm.persistence.generated.Tables.SCORING_MODEL;
import static org.jooq.impl.DSL.any;

import com.google.common.collect.ImmutableListMultimap;
import dev.kith.crm.application.scoring.card.LeadScoreStore.StoredScore;
import dev.kith.crm.domain.scoring.card.Card;
import dev.kith.crm.domain.scoring.card.CombinedScore;
import dev.kith.crm.domain.scoring.card.Fading;
import dev.kith.crm.domain.scoring.card.Parts;
import dev.kith.crm.domain.scoring.ledger.FormulaTerms;
import dev.kith.crm.domain.scoring.ledger.FormulaTerms.Line;
import dev.kith.crm.domain.scoring.ledger.FormulaTerms.Sums;
import dev.kith.crm.domain.scoring.ledger.IncrementRuleId;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * The same as {@link ScoreSql}, for H2, which goes through a derived table once for each row that
 * it is joined with: the parts are read, each kind by one statement, combined by the domain, and
 * written as a batch.
 */
final class ScoreRows {

  private static final List<Field<?>> COLUMNS =
      List.of(LEAD_SCORE.ENGAGEMENT, LEAD_SCORE.SCORE, LEAD_SCORE.GRADE, LEAD_SCORE.DUE);

  private final Database database;
  private final Card card;
  private final FormulaTerms terms;
  private final Instant now;

  ScoreRows(Database database, Card card, FormulaTerms terms, Instant now) {
    this.database = database;
    this.card = card;
    this.terms = terms;
    this.now = now;
  }

  private record ByHand(int value, @Nullable Instant until) {}

  void combine(List<StoredScore> scores, @Nullable Long pass) {
    if (scores.isEmpty()) {
      return;
    }
    UUID[] ids = scores.stream().map(score -> score.lead().value()).toArray(UUID[]::new);
    ImmutableListMultimap<UUID, Line> lines = lines(ids);
    Map<UUID, Double> predictions = predictions(ids);
    Map<UUID, ByHand> overrides = overrides(ids);
    List<Field<?>> columns = new ArrayList<>(COLUMNS);
    if (pass != null) {
      columns.addFirst(LEAD_SCORE.PASS);
    }
    Bulk.update(
        database,
        LEAD_SCORE,
        LEAD_SCORE.LEAD_ID,
        columns,
        scores,
        stored -> {
          List<@Nullable Object> row =
              row(
                  stored,
                  lines.get(stored.lead().value()),
                  predictions.get(stored.lead().value()),
                  overrides.get(stored.lead().value()));
          if (pass != null) {
            row.addFirst(pass);
          }
          return row.toArray();
        });
  }

  private List<@Nullable Object> row(
      StoredScore stored,
      List<Line> lines,
      @Nullable Double prediction,
      @Nullable ByHand override) {
    Sums sums = terms.sums(lines, now);
    Parts parts =
        new Parts(
            stored.fit() == null ? null : (double) stored.fit(),
            terms.engagement(sums.counted()),
            prediction);
    Optional<CombinedScore> combined = CombinedScore.of(parts, card.weights());
    Integer score =
        override == null
            ? combined.map(CombinedScore::value).orElse(null)
            : (Integer) override.value();
    List<@Nullable Object> row = new ArrayList<>();
    row.add(parts.engagement());
    row.add(score == null ? null : (Long) score.longValue());
    row.add(score == null ? null : card.grades().of(score).name());
    row.add(override == null ? fades(sums, combined) : ends(override));
    row.add(stored.lead().value());
    return row;
  }

  private @Nullable Long fades(Sums sums, Optional<CombinedScore> score) {
    Fading fading =
        new Fading(
            sums.counted(),
            sums.given(),
            sums.taken(),
            terms.saturation(),
            terms.shortestHalfLife());
    return score
        .flatMap(fading::unchanged)
        .map(rest -> now.getEpochSecond() + rest.toSeconds())
        .orElse(null);
  }

  /** The full second after it. */
  private static @Nullable Long ends(ByHand override) {
    return override.until() == null
        ? null
        : (Long) override.until().plusNanos(999_999_999).getEpochSecond();
  }

  private ImmutableListMultimap<UUID, Line> lines(UUID[] ids) {
    ImmutableListMultimap.Builder<UUID, Line> lines = ImmutableListMultimap.builder();
    database
        .dsl()
        .select(
            SCORE_ENTRY.LEAD_ID,
            SCORE_ENTRY.RULE_ID,
            SCORE_ENTRY.RULE_VERSION,
            SCORE_ENTRY.POINTS,
            SCORE_ENTRY.OCCURRED_AT)
        .from(SCORE_ENTRY)
        .where(SCORE_ENTRY.LEAD_ID.eq(any(ids)))
        .forEach(row ->
            lines.put(
                row.value1(),
                new Line(
                    new IncrementRuleId(row.value2()), row.value3(), row.value4(), row.value5())));
    return lines.build();
  }

  private Map<UUID, Double> predictions(UUID[] ids) {
    Map<UUID, Double> percent = new HashMap<>();
    database
        .dsl()
        .select(LEAD_PREDICTION.LEAD_ID, LEAD_PREDICTION.PROBABILITY)
        .from(LEAD_PREDICTION)
        .join(SCORING_MODEL)
        .on(SCORING_MODEL.ID.eq(LEAD_PREDICTION.MODEL_ID))
        .where(SCORING_MODEL.ACTIVE.isTrue())
        .and(LEAD_PREDICTION.LEAD_ID.eq(any(ids)))
        .forEach(row -> percent.put(row.value1(), 100 * row.value2()));
    return percent;
  }

  private Map<UUID, ByHand> overrides(UUID[] ids) {
    Map<UUID, ByHand> standing = new HashMap<>();
    database
        .dsl()
        .select(SCORE_OVERRIDE.LEAD_ID, SCORE_OVERRIDE.POINTS, SCORE_OVERRIDE.UNTIL_AT)
        .from(SCORE_OVERRIDE)
        .where(SCORE_OVERRIDE.LEAD_ID.eq(any(ids)))
        .and(SCORE_OVERRIDE.ENDED_AT.isNull())
        .and(SCORE_OVERRIDE.UNTIL_AT.isNull().or(SCORE_OVERRIDE.UNTIL_AT.gt(now)))
        .forEach(row ->
            standing.put(row.value1(), new ByHand(Math.toIntExact(row.value2()), row.value3())));
    return standing;
  }
}
