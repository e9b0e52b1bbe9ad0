package dev.kith.crm.persistence.relationship;

import static dev.kith.crm.persistence.generated.Tables.CONTACT_ROLE;
import static dev.kith.crm.persistence.generated.Tables.RELATIONSHIP;
import static dev.kith.crm.persistence.generated.Tables.RELATIONSHIP_TARGET;
import static org.jooq.impl.DSL.count;

import dev.kith.crm.application.relationship.RelationshipStore;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.RelationshipId;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.persistence.generated.tables.records.RelationshipTargetRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import dev.kith.crm.persistence.kernel.Saving;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.exception.DataAccessException;

/**
 * Relationships. That a target has one primary contact, and a contact each role there once, is held
 * by unique constraints over generated columns, which what has ended does not take part in; that
 * there is the role, by a foreign key. Whoever loses a race to one repeats their run.
 */
public final class JooqRelationshipStore implements RelationshipStore {

  static final String ROLE = "relationship_role";

  private static final List<String> CONSTRAINTS =
      List.of(
          "relationship_primary_unique", "relationship_lasting_unique", "relationship_target_pk");

  private final Database database;

  public JooqRelationshipStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Relationship> find(RelationshipId id) {
    return some(RELATIONSHIP.ID.eq(id.value())).stream().findFirst();
  }

  @Override
  public Outcome<Relationship> add(Relationship relationship) {
    return orLoseRace(() -> {
      Saving.holdReferred(database, CONTACT_ROLE, CONTACT_ROLE.ROLE_KEY.eq(relationship.role()));
      database.dsl().executeInsert(RelationshipTable.row(relationship, database.json()));
      return Outcome.done(relationship);
    });
  }

  @Override
  public Outcome<Relationship> update(Relationship relationship) {
    return orLoseRace(() ->
        Saving.replace(
            database,
            relationship,
            RelationshipTable.row(relationship, database.json()),
            RELATIONSHIP.ID,
            RELATIONSHIP.VERSION));
  }

  private static <T> T orLoseRace(Supplier<T> work) {
    try {
      return work.get();
    } catch (DataAccessException e) {
      throw CONSTRAINTS.stream().anyMatch(c -> Failures.breaks(e, c))
              || Failures.breaksReference(e, ROLE)
          ? Failures.lostRace(e)
          : e;
    }
  }

  /**
   * Writing makes the others wait; reading for update would let some of them go on with what was.
   */
  @Override
  public void lock(Target target) {
    int written =
        database
            .dsl()
            .update(RELATIONSHIP_TARGET)
            .set(RELATIONSHIP_TARGET.CHANGES, RELATIONSHIP_TARGET.CHANGES.plus(1))
            .where(RELATIONSHIP_TARGET.TARGET_KIND.eq(target.kind().code()))
            .and(RELATIONSHIP_TARGET.TARGET_ID.eq(target.id()))
            .execute();
    if (written == 0) {
      orLoseRace(() ->
          database
              .dsl()
              .executeInsert(new RelationshipTargetRecord(target.kind().code(), target.id(), 1L)));
    }
  }

  @Override
  public List<Relationship> ofTarget(Target target) {
    return some(
        RELATIONSHIP
            .TARGET_KIND
            .eq(target.kind().code())
            .and(RELATIONSHIP.TARGET_ID.eq(target.id())));
  }

  @Override
  public List<Relationship> ofContact(ContactId contact) {
    return some(RELATIONSHIP.CONTACT_ID.eq(contact.value()));
  }

  private List<Relationship> some(Condition which) {
    return database
        .dsl()
        .selectFrom(RELATIONSHIP)
        .where(which)
        .orderBy(RELATIONSHIP.ID)
        .fetch(row -> RelationshipTable.relationship(row, database.json()));
  }

  @Override
  public Map<String, Long> countByRole() {
    return database
        .dsl()
        .select(RELATIONSHIP.ROLE_KEY, count().cast(Long.class))
        .from(RELATIONSHIP)
        .groupBy(RELATIONSHIP.ROLE_KEY)
        .fetchMap(row -> row.value1(), row -> row.value2());
  }
}
