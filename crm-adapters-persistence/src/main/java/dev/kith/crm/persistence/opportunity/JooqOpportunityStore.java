package dev.kith.crm.persistence.opportunity;

import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY;
import static dev.kith.crm.persistence.generated.Tables.PIPELINE_STAGE;
import static java.util.stream.Collectors.toMap;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;

import dev.kith.crm.application.kernel.Course;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.application.opportunity.OpportunityStore;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.opportunity.LastMove;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityRefusal.ExternalIdTaken;
import dev.kith.crm.domain.opportunity.Rank;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.persistence.generated.tables.records.OpportunityRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import dev.kith.crm.persistence.kernel.Saving;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Opportunities. That no two of a stage have one rank, and no two live ones one external id, is
 * held by unique constraints, and that they are in a stage that there is by a foreign key: whoever
 * loses a race to either repeats their run.
 */
public final class JooqOpportunityStore implements OpportunityStore {

  private static final String RANK_UNIQUE = "opportunity_rank_unique";
  private static final String MOVE_PK = "opportunity_move_pk";
  private static final String EXTERNAL_UNIQUE = "opportunity_live_external_unique";
  private static final String IN_STAGE = "opportunity_in_stage";

  private final Database database;
  private final Ranks ranks;
  private final LastMoves lastMoves;
  private final Standings standings;
  private final Stays stays;
  private final Sums sums;

  public JooqOpportunityStore(Database database) {
    this.database = database;
    this.ranks = new Ranks(database);
    this.lastMoves = new LastMoves(database);
    this.standings = new Standings(database);
    this.stays = new Stays(database);
    this.sums = new Sums(database);
  }

  @Override
  public Optional<Opportunity> find(OpportunityId id) {
    return database
        .dsl()
        .selectFrom(OPPORTUNITY)
        .where(OPPORTUNITY.ID.eq(id.value()))
        .fetchOptional(OpportunityTable::opportunity);
  }

  @Override
  public Outcome<Opportunity> add(Opportunity opportunity) {
    Rank top =
        ranks
            .below(opportunity.pipeline(), opportunity.stage(), null, opportunity.id())
            .orElse(null);
    OpportunityRecord row = OpportunityTable.row(opportunity);
    row.setRankKey(Rank.between(null, top, opportunity.id()).text());
    return unlessTaken(
        opportunity,
        () -> {
          holdStage(opportunity);
          database.dsl().executeInsert(row);
          stays.enter(opportunity, 1);
          standings.begin(opportunity);
          return Outcome.done(sums.write(Optional.empty(), opportunity));
        });
  }

  @Override
  public Outcome<Opportunity> update(Opportunity opportunity) {
    return unlessTaken(
        opportunity,
        () -> {
          holdStage(opportunity);
          Optional<Sums.Counted> before = sums.stored(opportunity);
          return Saving.replace(
                  database,
                  opportunity,
                  OpportunityTable.row(opportunity),
                  OPPORTUNITY.ID,
                  OPPORTUNITY.VERSION)
              .map(stays::goOn)
              .map(standings::goOn)
              .map(saved -> sums.write(before, saved));
        });
  }

  @Override
  public List<Opportunity> findAll(Collection<OpportunityId> ids) {
    return where(OPPORTUNITY.ID.eq(any(OpportunityTable.values(ids))));
  }

  @Override
  public List<Opportunity> with(AccountId account) {
    return database
        .dsl()
        .selectFrom(OPPORTUNITY)
        .where(OPPORTUNITY.ACCOUNT_ID.eq(account.value()))
        .orderBy(OPPORTUNITY.ID)
        .fetch(OpportunityTable::opportunity);
  }

  @Override
  public List<Opportunity> holding(Collection<String> externalKeys) {
    return externalKeys.isEmpty()
        ? List.of()
        : where(OPPORTUNITY.LIVE_EXTERNAL_KEY.eq(any(externalKeys.toArray(String[]::new))));
  }

  private List<Opportunity> where(Condition which) {
    return database.dsl().selectFrom(OPPORTUNITY).where(which).fetch(OpportunityTable::opportunity);
  }

  @Override
  public void saveAll(
      List<Course<Opportunity>> courses,
      Map<OpportunityId, Rank> ranks,
      Collection<LastMove> moves) {
    courses.stream()
        .map(Course::last)
        .collect(toMap(o -> List.of(o.pipeline(), o.stage()), o -> o, (one, same) -> one))
        .values()
        .forEach(this::holdStage);
    orLoseRace(() -> {
      Bulk.insert(
          database,
          OPPORTUNITY,
          List.of(OPPORTUNITY.fields()),
          Saving.born(courses),
          opportunity -> Bulk.values(row(opportunity, ranks)));
      Saving.followAll(
          database,
          Saving.changed(courses),
          opportunity -> row(opportunity, ranks),
          OPPORTUNITY.ID,
          OPPORTUNITY.VERSION);
      new StaysOfCourses(database).write(courses);
      standings.write(courses);
      sums.write(courses);
      lastMoves.rememberAll(moves);
      return courses;
    });
  }

  private static OpportunityRecord row(Opportunity opportunity, Map<OpportunityId, Rank> ranks) {
    OpportunityRecord row = OpportunityTable.row(opportunity);
    Rank rank = ranks.get(opportunity.id());
    if (rank != null) {
      row.setRankKey(rank.text());
    }
    return row;
  }

  private Outcome<Opportunity> unlessTaken(
      Opportunity opportunity, Supplier<Outcome<Opportunity>> save) {
    String key = OpportunityTable.liveExternalKey(opportunity);
    UUID holder =
        key == null
            ? null
            : database
                .dsl()
                .select(OPPORTUNITY.ID)
                .from(OPPORTUNITY)
                .where(OPPORTUNITY.LIVE_EXTERNAL_KEY.eq(key))
                .and(OPPORTUNITY.ID.ne(opportunity.id().value()))
                .fetchOne(OPPORTUNITY.ID);
    return holder == null
        ? orLoseRace(save)
        : Outcome.refused(
            new ExternalIdTaken(String.valueOf(opportunity.content().externalId()), holder));
  }

  private void holdStage(Opportunity opportunity) {
    Saving.holdReferred(
        database,
        PIPELINE_STAGE,
        PIPELINE_STAGE
            .PIPELINE_ID
            .eq(opportunity.pipeline().value())
            .and(PIPELINE_STAGE.STAGE_KEY.eq(opportunity.stage())));
  }

  private static <T> T orLoseRace(Supplier<T> work) {
    try {
      return work.get();
    } catch (DataAccessException e) {
      throw Failures.breaks(e, RANK_UNIQUE)
              || Failures.breaks(e, MOVE_PK)
              || Failures.breaks(e, EXTERNAL_UNIQUE)
              || Failures.breaksReference(e, IN_STAGE)
          ? Failures.lostRace(e)
          : e;
    }
  }

  @Override
  public long count(PipelineId pipeline, @Nullable String stage) {
    return database
        .dsl()
        .fetchCount(
            OPPORTUNITY,
            stage == null
                ? OPPORTUNITY.PIPELINE_ID.eq(pipeline.value())
                : Ranks.inStage(pipeline, stage));
  }

  @Override
  public long holdAndCount(PipelineId pipeline, String stage) {
    var held =
        database
            .dsl()
            .selectOne()
            .from(PIPELINE_STAGE)
            .where(PIPELINE_STAGE.PIPELINE_ID.eq(pipeline.value()))
            .and(PIPELINE_STAGE.STAGE_KEY.eq(stage));
    // On PostgreSQL, those who leave the stage or change what is in it do not wait.
    switch (database.vendor()) {
      case H2 -> held.forUpdate().fetch();
      case POSTGRESQL -> held.forNoKeyUpdate().fetch();
    }
    return database
        .dsl()
        .fetchCount(
            OPPORTUNITY, Ranks.inStage(pipeline, stage).and(OPPORTUNITY.DELETED_AT.isNull()));
  }

  @Override
  public List<Opportunity> inStage(PipelineId pipeline, String stage, int limit) {
    return database
        .dsl()
        .selectFrom(OPPORTUNITY)
        .where(Ranks.inStage(pipeline, stage))
        .orderBy(OPPORTUNITY.RANK_KEY)
        .limit(limit)
        .fetch(OpportunityTable::opportunity);
  }

  @Override
  public Map<OpportunityId, Rank> ranksOf(Collection<OpportunityId> ids) {
    return ranks.of(ids);
  }

  @Override
  public Optional<Rank> rankOf(OpportunityId id) {
    return ranks.of(id);
  }

  @Override
  public Optional<Rank> rank(OpportunityId id, PipelineId pipeline, String stage) {
    return ranks.of(id, pipeline, stage);
  }

  @Override
  public Optional<Rank> above(
      PipelineId pipeline, String stage, @Nullable Rank rank, OpportunityId butFor) {
    return ranks.above(pipeline, stage, rank, butFor);
  }

  @Override
  public Optional<Rank> below(
      PipelineId pipeline, String stage, @Nullable Rank rank, OpportunityId butFor) {
    return ranks.below(pipeline, stage, rank, butFor);
  }

  @Override
  public List<OpportunityId> idsBelow(PipelineId pipeline, String stage, Rank rank, int limit) {
    return ranks.idsBelow(pipeline, stage, rank, limit);
  }

  @Override
  public void rank(OpportunityId id, Rank rank) {
    orLoseRace(() -> ranks.set(id, rank));
  }

  @Override
  public void remember(LastMove move) {
    orLoseRace(() -> lastMoves.remember(move));
  }

  @Override
  public Optional<LastMove> lastMove(OpportunityId id) {
    return lastMoves.of(id);
  }

  @Override
  public int condenseSums(int most) {
    return sums.condense(most);
  }

  @Override
  public void takeBackLastStay(OpportunityId id) {
    stays.takeBackLast(id);
  }

  @Override
  public List<RecordVersion> versions(@Nullable OpportunityId after, int limit) {
    return database
        .dsl()
        .select(OPPORTUNITY.ID, OPPORTUNITY.VERSION)
        .from(OPPORTUNITY)
        .where(after == null ? noCondition() : OPPORTUNITY.ID.gt(after.value()))
        .orderBy(OPPORTUNITY.ID)
        .limit(limit)
        .fetch(row -> new RecordVersion(row.value1(), row.value2()));
  }
}
