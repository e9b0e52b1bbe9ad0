package dev.kith.crm.persistence.assignment;

import static dev.kith.crm.persistence.generated.Tables.APP_USER;
import static dev.kith.crm.persistence.generated.Tables.ASSIGNMENT;
import static java.util.Map.entry;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.select;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.assignment.AssignmentStore;
import dev.kith.crm.application.assignment.AssignmentView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.assignment.Assignment;
import dev.kith.crm.domain.assignment.AssignmentId;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.assignment.Choice;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.persistence.generated.tables.records.AssignmentRecord;
import dev.kith.crm.persistence.kernel.Column;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import dev.kith.crm.persistence.kernel.ListSql;
import dev.kith.crm.persistence.kernel.Owned;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

public final class JooqAssignmentStore implements AssignmentStore {

  private static final String ORIGIN_UNIQUE = "assignment_origin_unique";

  /** Empty for users whom only the embedding application knows. */
  private static final Field<String> USER_NAME =
      DSL.field(select(APP_USER.NAME).from(APP_USER).where(APP_USER.ID.eq(ASSIGNMENT.USER_ID)))
          .as("user_name");

  private static final List<Field<?>> SHOWN =
      ImmutableList.<Field<?>>builder().add(ASSIGNMENT.fields()).add(USER_NAME).build();

  private final Database database;
  private final ListSql<AssignmentView> list;

  public JooqAssignmentStore(Database database) {
    this.database = database;
    this.list =
        new ListSql<>(
            database,
            AssignmentView.CATALOGUE,
            columns(database),
            ASSIGNMENT.ID,
            ASSIGNMENT,
            SHOWN,
            this::view);
  }

  private static Map<String, Column> columns(Database database) {
    return Map.ofEntries(
        entry("id", Column.exact(ASSIGNMENT.ID, false)),
        entry("pool", Column.exact(ASSIGNMENT.POOL_ID, false)),
        entry("recordType", Column.keyed(ASSIGNMENT.RECORD_TYPE, false)),
        entry("recordId", Column.exact(ASSIGNMENT.RECORD_ID, false)),
        entry("user", Column.exact(ASSIGNMENT.USER_ID, true)),
        entry("how", Column.exact(ASSIGNMENT.HOW, false)),
        entry("origin", Column.text(database, ASSIGNMENT.ORIGIN, true)),
        entry("at", Column.exact(ASSIGNMENT.ASSIGNED_AT, false)));
  }

  @Override
  public void addAll(Collection<Assignment> assignments) {
    try {
      database.dsl().batchInsert(assignments.stream().map(this::row).toList()).execute();
    } catch (DataAccessException e) {
      throw Failures.breaks(e, ORIGIN_UNIQUE) ? Failures.lostRace(e) : e;
    }
  }

  private AssignmentRecord row(Assignment assignment) {
    AssignmentRecord row = new AssignmentRecord();
    row.setId(assignment.id().value());
    row.setPoolId(assignment.pool().value());
    row.setPoolName(assignment.poolName());
    row.setRecordType(assignment.record().type());
    row.setRecordId(assignment.record().id());
    row.setUserId(assignment.user() == null ? null : assignment.user().value());
    row.setHow(assignment.choice().how().kind().name());
    row.setChoice(database.json().write(assignment.choice()));
    row.setOrigin(assignment.origin());
    row.setAssignedAt(assignment.at());
    return row;
  }

  @Override
  public Optional<Assignment> ofOrigin(String origin) {
    return database
        .dsl()
        .selectFrom(ASSIGNMENT)
        .where(ASSIGNMENT.ORIGIN.eq(origin))
        .fetchOptional(this::assignment);
  }

  @Override
  public Optional<AssignmentView> find(AssignmentId id, Visibility visible) {
    return database
        .dsl()
        .select(SHOWN)
        .from(ASSIGNMENT)
        .where(ASSIGNMENT.ID.eq(id.value()))
        .and(Owned.isVisible(ASSIGNMENT.USER_ID, visible))
        .fetchOptional(this::view);
  }

  @Override
  public Page<AssignmentView> page(ListQuery query, Visibility visible) {
    return list.page(query, Owned.isVisible(ASSIGNMENT.USER_ID, visible));
  }

  @Override
  public Map<UserId, Long> givenSince(AssignmentPoolId pool, Instant since) {
    return database
        .dsl()
        .select(ASSIGNMENT.USER_ID, count())
        .from(ASSIGNMENT)
        .where(ASSIGNMENT.POOL_ID.eq(pool.value()))
        .and(ASSIGNMENT.ASSIGNED_AT.ge(since))
        .and(ASSIGNMENT.USER_ID.isNotNull())
        .groupBy(ASSIGNMENT.USER_ID)
        .fetchMap(row -> new UserId(row.value1()), row -> row.value2().longValue());
  }

  private AssignmentView view(Record row) {
    return new AssignmentView(assignment(row.into(ASSIGNMENT)), row.get(USER_NAME), null);
  }

  private Assignment assignment(AssignmentRecord row) {
    return new Assignment(
        new AssignmentId(row.getId()),
        new AssignmentPoolId(row.getPoolId()),
        row.getPoolName(),
        new Subject(row.getRecordType(), row.getRecordId()),
        database.json().read(row.getChoice(), Choice.class),
        row.getOrigin(),
        row.getAssignedAt());
  }
}
