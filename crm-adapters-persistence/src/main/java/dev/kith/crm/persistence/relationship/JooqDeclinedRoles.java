package dev.kith.crm.persistence.relationship;

import static dev.kith.crm.persistence.generated.Tables.DECLINED_ROLE;

import dev.kith.crm.application.relationship.DeclinedRoles;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.persistence.generated.tables.records.DeclinedRoleRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import java.time.Instant;
import java.util.Set;
import org.jooq.exception.DataAccessException;

/** Suggested roles that were declined; whoever loses a race to be the first repeats their run. */
public final class JooqDeclinedRoles implements DeclinedRoles {

  private final Database database;

  public JooqDeclinedRoles(Database database) {
    this.database = database;
  }

  @Override
  public Set<Declined> of(Target target) {
    return database
        .dsl()
        .select(DECLINED_ROLE.CONTACT_ID, DECLINED_ROLE.ROLE_KEY)
        .from(DECLINED_ROLE)
        .where(DECLINED_ROLE.TARGET_KIND.eq(target.kind().code()))
        .and(DECLINED_ROLE.TARGET_ID.eq(target.id()))
        .fetchSet(row -> new Declined(new ContactId(row.value1()), row.value2()));
  }

  @Override
  public Set<Target> targetsOf(ContactId contact) {
    return database
        .dsl()
        .selectDistinct(DECLINED_ROLE.TARGET_KIND, DECLINED_ROLE.TARGET_ID)
        .from(DECLINED_ROLE)
        .where(DECLINED_ROLE.CONTACT_ID.eq(contact.value()))
        .fetchSet(row -> new Target(TargetKind.named(row.value1()).orElseThrow(), row.value2()));
  }

  @Override
  public void add(Target target, Declined declined, UserId by, Instant at) {
    if (of(target).contains(declined)) {
      return;
    }
    try {
      database
          .dsl()
          .executeInsert(
              new DeclinedRoleRecord(
                  target.kind().code(),
                  target.id(),
                  declined.contact().value(),
                  declined.role(),
                  at,
                  by.value()));
    } catch (DataAccessException e) {
      throw Failures.breaks(e, "declined_role_pk") ? Failures.lostRace(e) : e;
    }
  }
}
