package dev.kith.crm.persistence.audit;

import static dev.kith.crm.persistence.generated.Tables.AUDIT_ENTRY;
import static org.jooq.impl.DSL.unnest;

import dev.kith.crm.application.audit.AuditStore;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.persistence.generated.tables.records.AuditEntryRecord;
import dev.kith.crm.persistence.kernel.Bulk;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The audit trail. That a chain has no fork is held by a unique constraint on the position in it.
 */
public final class JooqAuditStore implements AuditStore {

  private static final int AT_ONCE = 1_000;

  private static final List<Field<?>> COLUMNS = List.of(AUDIT_ENTRY.fields());

  private final Database database;

  public JooqAuditStore(Database database) {
    this.database = database;
  }

  @Override
  public AuditEntry.Head head(Subject subject) {
    return database
        .dsl()
        .select(AUDIT_ENTRY.CHAIN_POSITION, AUDIT_ENTRY.HASH)
        .from(AUDIT_ENTRY)
        .where(isOf(subject))
        .orderBy(AUDIT_ENTRY.CHAIN_POSITION.desc())
        .limit(1)
        .fetchOptional(r -> new AuditEntry.Head(r.value1(), r.value2()))
        .orElse(AuditEntry.Head.START);
  }

  @Override
  public Map<Subject, AuditEntry.Head> heads(Collection<Subject> subjects) {
    Map<Subject, AuditEntry.Head> heads = new HashMap<>();
    if (!subjects.isEmpty()) {
      String type = subjects.iterator().next().type();
      Table<?> wanted = ids(subjects);
      // The last of each subject stays.
      database
          .dsl()
          .select(AUDIT_ENTRY.SUBJECT_ID, AUDIT_ENTRY.CHAIN_POSITION, AUDIT_ENTRY.HASH)
          .from(wanted)
          .leftJoin(AUDIT_ENTRY)
          .on(AUDIT_ENTRY.SUBJECT_ID.eq(wanted.field("id", UUID.class)))
          .and(AUDIT_ENTRY.SUBJECT_TYPE.eq(type))
          .where(AUDIT_ENTRY.SUBJECT_ID.isNotNull())
          .orderBy(AUDIT_ENTRY.CHAIN_POSITION)
          .forEach(r ->
              heads.put(
                  new Subject(type, r.value1()), new AuditEntry.Head(r.value2(), r.value3())));
    }
    return heads;
  }

  @Override
  public Map<Subject, Long> lastBesides(Collection<Subject> subjects, UUID actorId, String action) {
    Map<Subject, Long> last = new HashMap<>();
    if (!subjects.isEmpty()) {
      String type = subjects.iterator().next().type();
      Table<?> wanted = ids(subjects);
      database
          .dsl()
          .select(AUDIT_ENTRY.SUBJECT_ID, DSL.max(AUDIT_ENTRY.CHAIN_POSITION))
          .from(wanted)
          .join(AUDIT_ENTRY)
          .on(AUDIT_ENTRY.SUBJECT_ID.eq(wanted.field("id", UUID.class)))
          .and(AUDIT_ENTRY.SUBJECT_TYPE.eq(type))
          .where(AUDIT_ENTRY.ACTOR_ID.ne(actorId).or(AUDIT_ENTRY.ACTION.ne(action)))
          .groupBy(AUDIT_ENTRY.SUBJECT_ID)
          .forEach(r -> last.put(new Subject(type, r.value1()), r.value2()));
    }
    return last;
  }

  @Override
  public Map<Subject, Set<String>> touches(Collection<Subject> subjects) {
    Map<Subject, Set<String>> touches = new HashMap<>();
    if (!subjects.isEmpty()) {
      String type = subjects.iterator().next().type();
      Table<?> wanted = ids(subjects);
      database
          .dsl()
          .selectDistinct(AUDIT_ENTRY.SUBJECT_ID, AUDIT_ENTRY.CAUSE)
          .from(wanted)
          .join(AUDIT_ENTRY)
          .on(AUDIT_ENTRY.SUBJECT_ID.eq(wanted.field("id", UUID.class)))
          .and(AUDIT_ENTRY.SUBJECT_TYPE.eq(type))
          .where(AUDIT_ENTRY.ACTOR_KIND.ne(Actor.Kind.SYSTEM.name()))
          .forEach(r ->
              touches
                  .computeIfAbsent(new Subject(type, r.value1()), subject -> new HashSet<>())
                  .add(Objects.requireNonNullElse(r.value2(), "")));
    }
    return touches;
  }

  /**
   * H2 looks up a list in an index by its first column only: a condition on the list would read the
   * whole trail. Joined from the list, each subject is found by its key.
   */
  private static Table<?> ids(Collection<Subject> subjects) {
    return unnest(subjects.stream().map(Subject::id).toArray(UUID[]::new)).as("wanted", "id");
  }

  @Override
  public void append(List<AuditEntry> entries) {
    try {
      Bulk.insert(database, AUDIT_ENTRY, COLUMNS, entries, this::row);
    } catch (DataAccessException e) {
      throw Failures.breaks(e, "audit_entry_chain_unique") ? Failures.lostRace(e) : e;
    }
  }

  @Override
  public List<AuditEntry> history(Subject subject, @Nullable Long beforePosition, int limit) {
    Condition earlier =
        beforePosition == null ? DSL.noCondition() : AUDIT_ENTRY.CHAIN_POSITION.lt(beforePosition);
    return database
        .dsl()
        .selectFrom(AUDIT_ENTRY)
        .where(isOf(subject).and(earlier))
        .orderBy(AUDIT_ENTRY.CHAIN_POSITION.desc())
        .limit(limit)
        .fetch(this::entry);
  }

  @Override
  public List<AuditEntry> histories(
      Collection<Subject> subjects, @Nullable UUID beforeEntry, int limit) {
    // Ids are ordered by time.
    Condition earlier = beforeEntry == null ? DSL.noCondition() : AUDIT_ENTRY.ID.lt(beforeEntry);
    return database
        .dsl()
        .selectFrom(AUDIT_ENTRY)
        .where(DSL.or(subjects.stream().map(JooqAuditStore::isOf).toList()).and(earlier))
        .orderBy(AUDIT_ENTRY.ID.desc())
        .limit(limit)
        .fetch(this::entry);
  }

  @Override
  public List<AuditEntry> activity(UUID actorId, @Nullable UUID beforeEntry, int limit) {
    // Ids are ordered by time.
    Condition earlier = beforeEntry == null ? DSL.noCondition() : AUDIT_ENTRY.ID.lt(beforeEntry);
    return database
        .dsl()
        .selectFrom(AUDIT_ENTRY)
        .where(AUDIT_ENTRY.ACTOR_ID.eq(actorId).and(earlier))
        .orderBy(AUDIT_ENTRY.ID.desc())
        .limit(limit)
        .fetch(this::entry);
  }

  @Override
  public void eachInChainOrder(Consumer<AuditEntry> visitor) {
    database.stream(
        database
            .dsl()
            .selectFrom(AUDIT_ENTRY)
            .orderBy(AUDIT_ENTRY.SUBJECT_TYPE, AUDIT_ENTRY.SUBJECT_ID, AUDIT_ENTRY.CHAIN_POSITION),
        AT_ONCE,
        r -> visitor.accept(entry(r)));
  }

  private static Condition isOf(Subject subject) {
    return AUDIT_ENTRY.SUBJECT_TYPE.eq(subject.type()).and(AUDIT_ENTRY.SUBJECT_ID.eq(subject.id()));
  }

  private @Nullable Object[] row(AuditEntry e) {
    AuditEntryRecord record = new AuditEntryRecord();
    record.setId(e.id());
    record.setSubjectType(e.subject().type());
    record.setSubjectId(e.subject().id());
    record.setChainPosition(e.position());
    record.setHappenedAt(e.at());
    record.setActorKind(e.actorKind());
    record.setActorId(e.actorId());
    record.setActorName(e.actorName());
    record.setAction(e.action());
    record.setChanges(database.json().write(e.changes()));
    record.setRequestId(e.requestId());
    record.setCause(e.cause());
    record.setPreviousHash(e.previousHash());
    record.setHash(e.hash());
    return Bulk.values(record);
  }

  private AuditEntry entry(AuditEntryRecord r) {
    return new AuditEntry(
        r.getId(),
        new Subject(r.getSubjectType(), r.getSubjectId()),
        r.getChainPosition(),
        r.getHappenedAt(),
        r.getActorKind(),
        r.getActorId(),
        r.getActorName(),
        r.getAction(),
        database.json().readList(r.getChanges(), FieldChange.class),
        r.getRequestId(),
        r.getCause(),
        r.getPreviousHash(),
        r.getHash());
  }
}
