package dev.kith.crm.persistence.relationship;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static dev.kith.crm.persistence.generated.Tables.CONTACT_ROLE;
import static dev.kith.crm.persistence.generated.Tables.CONTACT_ROLE_CATALOGUE;

import dev.kith.crm.application.relationship.RoleCatalogueStore;
import dev.kith.crm.domain.relationship.ContactRole;
import dev.kith.crm.domain.relationship.RoleCatalogue;
import dev.kith.crm.domain.relationship.RoleTerms;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.ContactRoleRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import dev.kith.crm.persistence.kernel.SettingsStore;
import java.util.Set;
import org.jooq.exception.DataAccessException;

/**
 * The catalogue as settings; and its keys as rows that relationships refer to, so that the database
 * itself keeps a role that somebody has.
 */
public final class JooqRoleCatalogueStore extends SettingsStore<RoleCatalogue, RoleTerms>
    implements RoleCatalogueStore {

  private final Database database;

  public JooqRoleCatalogueStore(Database database) {
    super(database, CONTACT_ROLE_CATALOGUE, RoleTerms.class, RoleCatalogue.USUAL);
    this.database = database;
  }

  @Override
  protected RoleCatalogue of(Revision revision, RoleTerms terms) {
    return new RoleCatalogue(revision, terms);
  }

  @Override
  protected RoleTerms settings(RoleCatalogue catalogue) {
    return catalogue.terms();
  }

  @Override
  protected void follow(RoleCatalogue catalogue) {
    Set<String> before = database.dsl().selectFrom(CONTACT_ROLE).fetchSet(CONTACT_ROLE.ROLE_KEY);
    Set<String> now =
        catalogue.terms().roles().stream().map(ContactRole::key).collect(toImmutableSet());
    now.stream()
        .filter(key -> !before.contains(key))
        .forEach(key -> database.dsl().executeInsert(new ContactRoleRecord(key)));
    try {
      database.dsl().deleteFrom(CONTACT_ROLE).where(CONTACT_ROLE.ROLE_KEY.notIn(now)).execute();
    } catch (DataAccessException e) {
      throw Failures.breaksReference(e, JooqRelationshipStore.ROLE) ? Failures.lostRace(e) : e;
    }
  }
}
