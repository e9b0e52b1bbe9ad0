package dev.kith.crm.persistence.assignment;

import static dev.kith.crm.persistence.generated.Tables.ASSIGNMENT_POOL;
import static dev.kith.crm.persistence.generated.Tables.ASSIGNMENT_TURN;

import dev.kith.crm.application.assignment.AssignmentPoolStore;
import dev.kith.crm.domain.assignment.AssignmentPool;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.assignment.PoolTerms;
import dev.kith.crm.domain.assignment.Turns;
import dev.kith.crm.domain.shared.CommonRefusal.NameTaken;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.AssignmentPoolRecord;
import dev.kith.crm.persistence.generated.tables.records.AssignmentTurnRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Saving;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.Condition;

public final class JooqAssignmentPoolStore implements AssignmentPoolStore {

  private static final String NAME_UNIQUE = "assignment_pool_name_unique";

  private final Database database;

  public JooqAssignmentPoolStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<AssignmentPool> find(AssignmentPoolId id) {
    return database
        .dsl()
        .selectFrom(ASSIGNMENT_POOL)
        .where(ASSIGNMENT_POOL.ID.eq(id.value()))
        .fetchOptional(this::pool);
  }

  @Override
  public Optional<AssignmentPool> lock(AssignmentPoolId id) {
    return database
        .dsl()
        .selectFrom(ASSIGNMENT_POOL)
        .where(ASSIGNMENT_POOL.ID.eq(id.value()))
        .forUpdate()
        .fetchOptional(this::pool);
  }

  @Override
  public Outcome<AssignmentPool> add(AssignmentPool pool) {
    return unlessNameTaken(
        pool,
        () -> {
          database.dsl().executeInsert(row(pool));
          return Outcome.done(pool);
        });
  }

  @Override
  public Outcome<AssignmentPool> update(AssignmentPool pool) {
    return unlessNameTaken(
        pool,
        () ->
            Saving.replace(database, pool, row(pool), ASSIGNMENT_POOL.ID, ASSIGNMENT_POOL.VERSION));
  }

  @Override
  public List<AssignmentPool> live() {
    return database
        .dsl()
        .selectFrom(ASSIGNMENT_POOL)
        .where(ASSIGNMENT_POOL.DELETED_AT.isNull())
        .fetch(this::pool);
  }

  @Override
  public Turns turns(AssignmentPoolId pool, String lane) {
    return database
        .dsl()
        .selectFrom(ASSIGNMENT_TURN)
        .where(isLane(pool, lane))
        .fetchOptional(row -> new Turns(database.json().readList(row.getHad(), Turns.Had.class)))
        .orElse(Turns.NONE);
  }

  @Override
  public void save(AssignmentPoolId pool, String lane, Turns turns) {
    database.dsl().deleteFrom(ASSIGNMENT_TURN).where(isLane(pool, lane)).execute();
    AssignmentTurnRecord row = new AssignmentTurnRecord();
    row.setPoolId(pool.value());
    row.setLane(lane);
    row.setHad(database.json().write(turns.had()));
    database.dsl().executeInsert(row);
  }

  @Override
  public void forgetTurns(AssignmentPoolId pool) {
    database
        .dsl()
        .deleteFrom(ASSIGNMENT_TURN)
        .where(ASSIGNMENT_TURN.POOL_ID.eq(pool.value()))
        .execute();
  }

  private static Condition isLane(AssignmentPoolId pool, String lane) {
    return ASSIGNMENT_TURN.POOL_ID.eq(pool.value()).and(ASSIGNMENT_TURN.LANE.eq(lane));
  }

  private static Outcome<AssignmentPool> unlessNameTaken(
      AssignmentPool pool, Supplier<Outcome<AssignmentPool>> work) {
    return Saving.refusedIfTaken(NAME_UNIQUE, new NameTaken("assignment-pool", pool.name()), work);
  }

  private AssignmentPool pool(AssignmentPoolRecord row) {
    return new AssignmentPool(
        new AssignmentPoolId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), row.getDeletedAt()),
        database.json().read(row.getTerms(), PoolTerms.class));
  }

  private AssignmentPoolRecord row(AssignmentPool pool) {
    AssignmentPoolRecord row = new AssignmentPoolRecord();
    row.setId(pool.id().value());
    row.setVersion(pool.revision().version());
    row.setCreatedAt(pool.revision().createdAt());
    row.setUpdatedAt(pool.revision().updatedAt());
    row.setDeletedAt(pool.revision().deletedAt());
    row.setLiveNameKey(pool.revision().isDeleted() ? null : pool.name().toLowerCase(Locale.ROOT));
    row.setTerms(database.json().write(pool.terms()));
    return row;
  }
}
