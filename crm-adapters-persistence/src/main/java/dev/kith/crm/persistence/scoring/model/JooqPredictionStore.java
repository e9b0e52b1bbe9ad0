package dev.kith.crm.persistence.scoring.model;

import static dev.kith.crm.persistence.generated.Tables.ENGAGEMENT_EVENT;
import static dev.kith.crm.persistence.generated.Tables.LEAD;
import static dev.kith.crm.persistence.generated.Tables.LEAD_PREDICTION;
import static dev.kith.crm.persistence.generated.Tables.PREDICTION_PROGRESS;
import static dev.kith.crm.persistence.generated.Tables.SCORING_MODEL;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.floor;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import dev.kith.crm.application.scoring.model.PredictionStore;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.scoring.model.ScoringModelId;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

public final class JooqPredictionStore implements PredictionStore {

  private static final int BARS = 20;

  private static final List<Field<?>> COLUMNS =
      List.of(
          LEAD_PREDICTION.MODEL_ID,
          LEAD_PREDICTION.LEAD_ID,
          LEAD_PREDICTION.PROBABILITY,
          LEAD_PREDICTION.PREDICTED_AT);

  private final Database database;

  public JooqPredictionStore(Database database) {
    this.database = database;
  }

  @Override
  public void saveAll(ScoringModelId model, List<LeadPrediction> predictions) {
    if (predictions.isEmpty()) {
      return;
    }
    database
        .dsl()
        .deleteFrom(LEAD_PREDICTION)
        .where(LEAD_PREDICTION.MODEL_ID.eq(model.value()))
        .and(isOneOf(predictions.stream().map(LeadPrediction::lead).toList()))
        .execute();
    try {
      Bulk.insert(
          database,
          LEAD_PREDICTION,
          COLUMNS,
          predictions,
          one ->
              new @Nullable Object[] {
                model.value(), one.lead().value(), one.probability(), one.predictedAt()
              });
    } catch (DataAccessException e) {
      throw Failures.breaks(e, "lead_prediction_pk") ? Failures.lostRace(e) : e;
    }
  }

  @Override
  public Map<LeadId, LeadPrediction> of(ScoringModelId model, Collection<LeadId> leads) {
    Map<LeadId, LeadPrediction> found = new HashMap<>();
    if (!leads.isEmpty()) {
      database
          .dsl()
          .selectFrom(LEAD_PREDICTION)
          .where(LEAD_PREDICTION.MODEL_ID.eq(model.value()))
          .and(isOneOf(leads))
          .forEach(row -> {
            LeadId lead = new LeadId(row.getLeadId());
            found.put(lead, new LeadPrediction(lead, row.getProbability(), row.getPredictedAt()));
          });
    }
    return found;
  }

  @Override
  public Map<LeadId, Double> probabilities(Collection<LeadId> leads) {
    Map<LeadId, Double> found = new HashMap<>();
    if (!leads.isEmpty()) {
      database
          .dsl()
          .select(LEAD_PREDICTION.LEAD_ID, LEAD_PREDICTION.PROBABILITY)
          .from(LEAD_PREDICTION)
          .join(SCORING_MODEL)
          .on(SCORING_MODEL.ID.eq(LEAD_PREDICTION.MODEL_ID))
          .where(SCORING_MODEL.ACTIVE.isTrue())
          .and(isOneOf(leads))
          .forEach(row -> found.put(new LeadId(row.value1()), row.value2()));
    }
    return found;
  }

  @Override
  public List<Long> histogram(ScoringModelId model) {
    // Not as parameters: PostgreSQL does not see that it groups by what it selects.
    Field<Integer> bar =
        floor(LEAD_PREDICTION.PROBABILITY.mul(inline((double) BARS))).cast(SQLDataType.INTEGER);
    Long[] bars = new Long[BARS];
    Arrays.fill(bars, 0L);
    database
        .dsl()
        .select(bar, count())
        .from(LEAD_PREDICTION)
        .join(LEAD)
        .on(LEAD.ID.eq(LEAD_PREDICTION.LEAD_ID))
        .where(LEAD_PREDICTION.MODEL_ID.eq(model.value()))
        .and(LEAD.DELETED_AT.isNull())
        .groupBy(bar)
        .forEach(row -> bars[Math.min(BARS - 1, row.value1())] += row.value2());
    return List.of(bars);
  }

  @Override
  public void forget(ScoringModelId model) {
    database
        .dsl()
        .deleteFrom(LEAD_PREDICTION)
        .where(LEAD_PREDICTION.MODEL_ID.eq(model.value()))
        .execute();
    database
        .dsl()
        .deleteFrom(PREDICTION_PROGRESS)
        .where(PREDICTION_PROGRESS.MODEL_ID.eq(model.value()))
        .execute();
  }

  @Override
  public Optional<Instant> seenTo(ScoringModelId model) {
    return database
        .dsl()
        .select(PREDICTION_PROGRESS.SEEN_TO)
        .from(PREDICTION_PROGRESS)
        .where(PREDICTION_PROGRESS.MODEL_ID.eq(model.value()))
        .fetchOptional(PREDICTION_PROGRESS.SEEN_TO);
  }

  @Override
  public void setSeenTo(ScoringModelId model, Instant moment) {
    int updated =
        database
            .dsl()
            .update(PREDICTION_PROGRESS)
            .set(PREDICTION_PROGRESS.SEEN_TO, moment)
            .where(PREDICTION_PROGRESS.MODEL_ID.eq(model.value()))
            .execute();
    if (updated == 0) {
      try {
        database
            .dsl()
            .insertInto(PREDICTION_PROGRESS)
            .set(PREDICTION_PROGRESS.MODEL_ID, model.value())
            .set(PREDICTION_PROGRESS.SEEN_TO, moment)
            .execute();
      } catch (DataAccessException e) {
        throw Failures.breaks(e, "prediction_progress_pk") ? Failures.lostRace(e) : e;
      }
    }
  }

  @Override
  public List<LeadId> closed(@Nullable Instant since, int limit) {
    return database
        .dsl()
        .select(LEAD.ID)
        .from(LEAD)
        .where(LEAD.DELETED_AT.isNull())
        .and(
            LEAD.STATUS.in(
                LeadStatus.Name.QUALIFIED.name(),
                LeadStatus.Name.CONVERTED.name(),
                LeadStatus.Name.DISQUALIFIED.name()))
        .and(
            LEAD.STATUS_REASON
                .isNull()
                .or(LEAD.STATUS_REASON.ne(LeadStatus.Reason.DUPLICATE.name())))
        .and(since == null ? noCondition() : LEAD.STATUS_SINCE.gt(since))
        .orderBy(LEAD.STATUS_SINCE.desc(), LEAD.ID.desc())
        .limit(limit)
        .fetch(row -> new LeadId(row.value1()));
  }

  @Override
  public List<LeadId> live(@Nullable LeadId after, int limit) {
    return leads(noCondition(), after, limit);
  }

  @Override
  public List<LeadId> changedSince(Instant moment, @Nullable LeadId after, int limit) {
    return leads(
        LEAD.ID.in(
            select(LEAD.ID)
                .from(LEAD)
                .where(LEAD.UPDATED_AT.ge(moment))
                .union(
                    select(ENGAGEMENT_EVENT.LEAD_ID)
                        .from(ENGAGEMENT_EVENT)
                        .where(ENGAGEMENT_EVENT.RECORDED_AT.ge(moment)))),
        after,
        limit);
  }

  private List<LeadId> leads(Condition wanted, @Nullable LeadId after, int limit) {
    return database
        .dsl()
        .select(LEAD.ID)
        .from(LEAD)
        .where(LEAD.DELETED_AT.isNull())
        .and(after == null ? noCondition() : LEAD.ID.gt(after.value()))
        .and(wanted)
        .orderBy(LEAD.ID)
        .limit(limit)
        .fetch(row -> new LeadId(row.value1()));
  }

  private static Condition isOneOf(Collection<LeadId> leads) {
    return LEAD_PREDICTION.LEAD_ID.eq(any(leads.stream().map(LeadId::value).toArray(UUID[]::new)));
  }
}
