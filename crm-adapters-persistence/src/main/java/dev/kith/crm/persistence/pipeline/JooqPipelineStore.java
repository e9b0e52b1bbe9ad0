package dev.kith.crm.persistence.pipeline;

import static dev.kith.crm.persistence.generated.Tables.PIPELINE;
import static dev.kith.crm.persistence.generated.Tables.PIPELINE_STAGE;
import static dev.kith.crm.persistence.generated.Tables.PIPELINE_STAGE_FORMER;
import static org.jooq.impl.DSL.param;
import static org.jooq.impl.DSL.select;

import com.google.common.base.Splitter;
import dev.kith.crm.application.pipeline.PipelineStore;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.pipeline.Requirement;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.domain.shared.CommonRefusal.NameTaken;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.PipelineRecord;
import dev.kith.crm.persistence.generated.tables.records.PipelineStageFormerRecord;
import dev.kith.crm.persistence.generated.tables.records.PipelineStageRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import dev.kith.crm.persistence.kernel.RenderedQuery;
import dev.kith.crm.persistence.kernel.Saving;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.Param;
import org.jooq.exception.DataAccessException;

/**
 * Pipelines. Opportunities refer to their stage and its type, so that neither goes while there are
 * any: whoever loses a race to one that comes repeats their run, and then counts it.
 */
public final class JooqPipelineStore implements PipelineStore {

  private static final String NAME_UNIQUE = "pipeline_name_unique";
  private static final String IN_STAGE = "opportunity_in_stage";
  private static final Splitter BLANKS = Splitter.on(' ').omitEmptyStrings();

  private final Database database;
  private final RenderedQuery one;
  private final RenderedQuery stagesOfOne;

  public JooqPipelineStore(Database database) {
    this.database = database;
    Param<UUID> id = param("id", UUID.class);
    this.one =
        new RenderedQuery(
            database,
            List.of(PIPELINE.fields()),
            select(PIPELINE.fields()).from(PIPELINE).where(PIPELINE.ID.eq(id)));
    this.stagesOfOne =
        new RenderedQuery(
            database,
            List.of(PIPELINE_STAGE.fields()),
            select(PIPELINE_STAGE.fields())
                .from(PIPELINE_STAGE)
                .where(PIPELINE_STAGE.PIPELINE_ID.eq(id))
                .orderBy(PIPELINE_STAGE.PLACE));
  }

  @Override
  public Optional<Pipeline> find(PipelineId id) {
    return one.fetchOptional(id.value())
        .map(row ->
            pipeline(
                row.into(PIPELINE),
                stagesOfOne.fetch(id.value()).into(PIPELINE_STAGE).map(JooqPipelineStore::stage)));
  }

  @Override
  public List<Pipeline> live() {
    return fetch(PIPELINE.DELETED_AT.isNull());
  }

  @Override
  public Outcome<Pipeline> add(Pipeline pipeline) {
    return unlessNameTaken(
        pipeline,
        () -> {
          database.dsl().executeInsert(row(pipeline));
          insert(rows(pipeline));
          return Outcome.done(pipeline);
        });
  }

  @Override
  public Outcome<Pipeline> update(Pipeline pipeline) {
    return unlessNameTaken(
        pipeline,
        () ->
            Saving.replace(database, pipeline, row(pipeline), PIPELINE.ID, PIPELINE.VERSION)
                .map(this::staged));
  }

  /** With its stages as they are now; those that stay are not taken away meanwhile. */
  private Pipeline staged(Pipeline pipeline) {
    Map<String, PipelineStageRecord> before =
        database
            .dsl()
            .selectFrom(PIPELINE_STAGE)
            .where(PIPELINE_STAGE.PIPELINE_ID.eq(pipeline.id().value()))
            .fetchMap(PIPELINE_STAGE.STAGE_KEY);
    List<PipelineStageRecord> added = new ArrayList<>();
    List<PipelineStageRecord> changed = new ArrayList<>();
    Set<String> kept = new LinkedHashSet<>();
    for (PipelineStageRecord row : rows(pipeline)) {
      kept.add(row.getStageKey());
      PipelineStageRecord old = before.get(row.getStageKey());
      if (old == null) {
        added.add(row);
      } else if (!old.equals(row)) {
        changed.add(row);
      }
    }
    try {
      for (PipelineStageRecord row : changed) {
        database
            .dsl()
            .update(PIPELINE_STAGE)
            .set(row)
            .where(PIPELINE_STAGE.PIPELINE_ID.eq(row.getPipelineId()))
            .and(PIPELINE_STAGE.STAGE_KEY.eq(row.getStageKey()))
            .execute();
      }
      if (!kept.containsAll(before.keySet())) {
        before.forEach((key, row) -> {
          if (!kept.contains(key)) {
            remember(row);
          }
        });
        database
            .dsl()
            .deleteFrom(PIPELINE_STAGE)
            .where(PIPELINE_STAGE.PIPELINE_ID.eq(pipeline.id().value()))
            .and(PIPELINE_STAGE.STAGE_KEY.notIn(kept))
            .execute();
      }
    } catch (DataAccessException e) {
      throw Failures.breaksReference(e, IN_STAGE) ? Failures.lostRace(e) : e;
    }
    insert(added);
    return pipeline;
  }

  /** Stays still name it. */
  private void remember(PipelineStageRecord gone) {
    database
        .dsl()
        .deleteFrom(PIPELINE_STAGE_FORMER)
        .where(PIPELINE_STAGE_FORMER.PIPELINE_ID.eq(gone.getPipelineId()))
        .and(PIPELINE_STAGE_FORMER.STAGE_KEY.eq(gone.getStageKey()))
        .execute();
    database
        .dsl()
        .executeInsert(
            new PipelineStageFormerRecord(
                gone.getPipelineId(),
                gone.getStageKey(),
                gone.getType(),
                gone.getName(),
                gone.getProbability()));
  }

  private void insert(List<PipelineStageRecord> rows) {
    if (!rows.isEmpty()) {
      database.dsl().insertInto(PIPELINE_STAGE).set(rows).execute();
    }
  }

  private List<Pipeline> fetch(Condition which) {
    List<PipelineRecord> rows = database.dsl().selectFrom(PIPELINE).where(which).fetch();
    Map<UUID, List<Stage>> stages =
        rows.isEmpty()
            ? Map.of()
            : database
                .dsl()
                .selectFrom(PIPELINE_STAGE)
                .where(
                    PIPELINE_STAGE.PIPELINE_ID.in(
                        rows.stream().map(PipelineRecord::getId).toList()))
                .orderBy(PIPELINE_STAGE.PIPELINE_ID, PIPELINE_STAGE.PLACE)
                .fetchGroups(PIPELINE_STAGE.PIPELINE_ID, JooqPipelineStore::stage);
    return rows.stream()
        .map(row -> pipeline(row, stages.getOrDefault(row.getId(), List.of())))
        .toList();
  }

  private static Outcome<Pipeline> unlessNameTaken(
      Pipeline pipeline, Supplier<Outcome<Pipeline>> work) {
    return Saving.refusedIfTaken(NAME_UNIQUE, new NameTaken("pipeline", pipeline.name()), work);
  }

  private static Pipeline pipeline(PipelineRecord row, List<Stage> stages) {
    return new Pipeline(
        new PipelineId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), row.getDeletedAt()),
        new PipelineTerms(row.getName(), stages));
  }

  private static PipelineRecord row(Pipeline pipeline) {
    PipelineRecord row = new PipelineRecord();
    row.setId(pipeline.id().value());
    row.setVersion(pipeline.revision().version());
    row.setCreatedAt(pipeline.revision().createdAt());
    row.setUpdatedAt(pipeline.revision().updatedAt());
    row.setDeletedAt(pipeline.revision().deletedAt());
    row.setName(pipeline.name());
    row.setLiveNameKey(
        pipeline.revision().isDeleted() ? null : pipeline.name().toLowerCase(Locale.ROOT));
    return row;
  }

  private static Stage stage(PipelineStageRecord row) {
    return new Stage(
        row.getStageKey(),
        row.getName(),
        StageType.valueOf(row.getType()),
        row.getProbability(),
        row.getRotDays(),
        BLANKS
            .splitToStream(row.getRequired())
            .flatMap(code -> Requirement.named(code).stream())
            .collect(Collectors.toSet()),
        Set.copyOf(BLANKS.splitToList(row.getAllowedNext())),
        row.getWipLimit(),
        row.getWipHard());
  }

  private static List<PipelineStageRecord> rows(Pipeline pipeline) {
    List<PipelineStageRecord> rows = new ArrayList<>();
    for (Stage stage : pipeline.stages()) {
      PipelineStageRecord row = new PipelineStageRecord();
      row.setPipelineId(pipeline.id().value());
      row.setStageKey(stage.key());
      row.setType(stage.type().name());
      row.setPlace(rows.size());
      row.setName(stage.name());
      row.setProbability(stage.probability());
      row.setRotDays(stage.rotDays());
      row.setWipLimit(stage.wipLimit());
      row.setWipHard(stage.wipHard());
      row.setRequired(
          stage.required().stream().map(Requirement::code).collect(Collectors.joining(" ")));
      row.setAllowedNext(stage.allowedNext().stream().sorted().collect(Collectors.joining(" ")));
      rows.add(row);
    }
    return rows;
  }
}
