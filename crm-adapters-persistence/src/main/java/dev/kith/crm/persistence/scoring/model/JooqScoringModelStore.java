package dev.kith.crm.persistence.scoring.model;

import static dev.kith.crm.persistence.generated.Tables.SCORING_MODEL;
import static dev.kith.crm.persistence.generated.Tables.SCORING_MODEL_DOCUMENT;

import dev.kith.crm.application.scoring.model.ScoringModelStore;
import dev.kith.crm.domain.scoring.model.Lessons;
import dev.kith.crm.domain.scoring.model.ScoringModel;
import dev.kith.crm.domain.scoring.model.ScoringModelId;
import dev.kith.crm.domain.scoring.model.ScoringModelStatus;
import dev.kith.crm.domain.scoring.model.TrainedDocument;
import dev.kith.crm.domain.scoring.prediction.measure.Drift.Extent;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.ScoringModelRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import dev.kith.crm.persistence.kernel.Saving;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;

public final class JooqScoringModelStore implements ScoringModelStore {

  private final Database database;

  public JooqScoringModelStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<ScoringModel> find(ScoringModelId id) {
    return database
        .dsl()
        .selectFrom(SCORING_MODEL)
        .where(SCORING_MODEL.ID.eq(id.value()))
        .fetchOptional(this::model);
  }

  @Override
  public List<ScoringModel> all() {
    return database
        .dsl()
        .selectFrom(SCORING_MODEL)
        .orderBy(SCORING_MODEL.NUMBER.desc())
        .fetch(this::model);
  }

  @Override
  public Optional<ScoringModel> active() {
    return database
        .dsl()
        .selectFrom(SCORING_MODEL)
        .where(SCORING_MODEL.ACTIVE.isTrue())
        .fetchOptional(this::model);
  }

  @Override
  public Outcome<ScoringModel> add(ScoringModel model) {
    return first(() -> {
      database.dsl().executeInsert(row(model));
      return Outcome.done(model);
    });
  }

  @Override
  public Outcome<ScoringModel> update(ScoringModel model) {
    return first(
        () -> Saving.replace(database, model, row(model), SCORING_MODEL.ID, SCORING_MODEL.VERSION));
  }

  /** What is unique about models is given out in turn, so whoever finds it taken was overtaken. */
  private static Outcome<ScoringModel> first(Supplier<Outcome<ScoringModel>> work) {
    try {
      return work.get();
    } catch (DataAccessException e) {
      throw Failures.breaks(e, "scoring_model_active_unique")
              || Failures.breaks(e, "scoring_model_number_unique")
          ? Failures.lostRace(e)
          : e;
    }
  }

  @Override
  public void addDocument(ScoringModelId model, TrainedDocument document) {
    database
        .dsl()
        .insertInto(SCORING_MODEL_DOCUMENT)
        .set(SCORING_MODEL_DOCUMENT.MODEL_ID, model.value())
        .set(SCORING_MODEL_DOCUMENT.DOCUMENT, TrainedDocumentJson.write(document))
        .execute();
  }

  @Override
  public Optional<TrainedDocument> document(ScoringModelId model) {
    return database
        .dsl()
        .select(SCORING_MODEL_DOCUMENT.DOCUMENT)
        .from(SCORING_MODEL_DOCUMENT)
        .where(SCORING_MODEL_DOCUMENT.MODEL_ID.eq(model.value()))
        .fetchOptional(row -> TrainedDocumentJson.read(row.value1()));
  }

  /** A status as it is kept. */
  record Kept(ScoringModelStatus status) {}

  private ScoringModel model(ScoringModelRecord row) {
    return new ScoringModel(
        new ScoringModelId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), null),
        row.getNumber(),
        database.json().read(row.getLessons(), Lessons.class),
        Extent.valueOf(row.getDrift()),
        database.json().read(row.getStatus(), Kept.class).status());
  }

  private ScoringModelRecord row(ScoringModel model) {
    ScoringModelRecord row = new ScoringModelRecord();
    row.setId(model.id().value());
    row.setVersion(model.revision().version());
    row.setCreatedAt(model.revision().createdAt());
    row.setUpdatedAt(model.revision().updatedAt());
    row.setNumber(model.number());
    row.setLessons(database.json().write(model.lessons()));
    row.setDrift(model.drift().name());
    row.setStage(model.status().name().name());
    row.setStatus(database.json().write(new Kept(model.status())));
    row.setActive(model.isActive() ? Boolean.TRUE : null);
    return row;
  }
}
