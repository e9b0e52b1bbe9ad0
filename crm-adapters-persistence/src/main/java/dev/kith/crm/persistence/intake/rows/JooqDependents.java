package dev.kith.crm.persistence.intake.rows;

import static dev.kith.crm.persistence.generated.Tables.CONTACT;
import static dev.kith.crm.persistence.generated.Tables.CONVERSION;
import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY;
import static dev.kith.crm.persistence.generated.Tables.OPPORTUNITY_LINE;
import static dev.kith.crm.persistence.generated.Tables.RELATIONSHIP;
import static dev.kith.crm.persistence.generated.Tables.TASK;
import static org.jooq.impl.DSL.unnest;

import dev.kith.crm.application.intake.rows.Dependents;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.persistence.kernel.Database;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.TableField;

/** What hangs on records, one question for each kind of thing that can. */
public final class JooqDependents implements Dependents {

  private final Database database;

  public JooqDependents(Database database) {
    this.database = database;
  }

  @Override
  public Map<UUID, Set<Dependent>> of(RecordKind kind, Collection<UUID> records) {
    Map<UUID, Set<Dependent>> found = new HashMap<>();
    if (records.isEmpty()) {
      return found;
    }
    Asking asking = new Asking(records, found);
    switch (kind) {
      case ACCOUNT -> {
        asking.among(Dependent.CONTACTS, CONTACT.ACCOUNT_ID, CONTACT.DELETED_AT.isNull());
        asking.among(
            Dependent.OPPORTUNITIES, OPPORTUNITY.ACCOUNT_ID, OPPORTUNITY.DELETED_AT.isNull());
        asking.among(
            Dependent.ROLES, RELATIONSHIP.TARGET_ID, RELATIONSHIP.TARGET_KIND.eq(kind.singular()));
        asking.among(Dependent.CONVERSIONS, CONVERSION.ACCOUNT_ID, holds());
      }
      case CONTACT -> {
        asking.among(Dependent.ROLES, RELATIONSHIP.CONTACT_ID, RELATIONSHIP.CONTACT_ID.isNotNull());
        asking.among(Dependent.CONVERSIONS, CONVERSION.CONTACT_ID, holds());
      }
      case OPPORTUNITY -> {
        asking.among(
            Dependent.ROLES, RELATIONSHIP.TARGET_ID, RELATIONSHIP.TARGET_KIND.eq(kind.singular()));
        asking.among(Dependent.CONVERSIONS, CONVERSION.OPPORTUNITY_ID, holds());
      }
      case PRODUCT -> asking.inLines();
    }
    asking.among(
        Dependent.TASKS,
        TASK.RELATED_ID,
        TASK.RELATED_TYPE.eq(kind.singular()).and(TASK.DELETED_AT.isNull()));
    return found;
  }

  private static Condition holds() {
    return CONVERSION.LIVE_LEAD_ID.isNotNull();
  }

  /**
   * Joined from the list, each record is found by its key: H2 would read a whole table where a list
   * stands in a condition.
   */
  private final class Asking {

    private final Table<?> wanted;
    private final Field<UUID> id;
    private final Map<UUID, Set<Dependent>> found;

    Asking(Collection<UUID> records, Map<UUID, Set<Dependent>> found) {
      this.wanted = unnest(records.toArray(UUID[]::new)).as("wanted", "id");
      this.id = Objects.requireNonNull(wanted.field("id", UUID.class));
      this.found = found;
    }

    void among(Dependent dependent, TableField<?, UUID> naming, Condition counts) {
      database
          .dsl()
          .selectDistinct(naming)
          .from(wanted)
          .join(Objects.requireNonNull(naming.getTable()))
          .on(naming.eq(id))
          .where(counts)
          .forEach(row -> add(row.value1(), dependent));
    }

    void inLines() {
      database
          .dsl()
          .selectDistinct(OPPORTUNITY_LINE.PRODUCT_ID)
          .from(wanted)
          .join(OPPORTUNITY_LINE)
          .on(OPPORTUNITY_LINE.PRODUCT_ID.eq(id))
          .join(OPPORTUNITY)
          .on(OPPORTUNITY.ID.eq(OPPORTUNITY_LINE.OPPORTUNITY_ID))
          .where(OPPORTUNITY.DELETED_AT.isNull())
          .forEach(row -> add(row.value1(), Dependent.OPPORTUNITIES));
    }

    private void add(UUID record, Dependent dependent) {
      found.computeIfAbsent(record, r -> EnumSet.noneOf(Dependent.class)).add(dependent);
    }
  }
}
