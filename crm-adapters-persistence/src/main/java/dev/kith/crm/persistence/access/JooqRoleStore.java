package dev.kith.crm.persistence.access;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static dev.kith.crm.persistence.generated.Tables.APP_ROLE;
import static dev.kith.crm.persistence.generated.Tables.USER_ROLE;

import dev.kith.crm.application.access.RoleStore;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.shared.CommonRefusal;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.AppRoleRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Saving;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

public final class JooqRoleStore implements RoleStore {

  private static final String NAME_UNIQUE = "app_role_name_unique";
  private static final String ID_UNIQUE = "app_role_pk";

  private final Database database;

  public JooqRoleStore(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Role> find(RoleId id) {
    return database
        .dsl()
        .selectFrom(APP_ROLE)
        .where(APP_ROLE.ID.eq(id.value()))
        .fetchOptional()
        .map(JooqRoleStore::role);
  }

  @Override
  public Outcome<Role> add(Role role) {
    return Saving.refusedIfTaken(
        ID_UNIQUE,
        taken(role),
        () ->
            Saving.refusedIfTaken(
                NAME_UNIQUE,
                taken(role),
                () -> {
                  database.dsl().executeInsert(row(role));
                  return Outcome.done(role);
                }));
  }

  @Override
  public Outcome<Role> update(Role role) {
    return Saving.refusedIfTaken(
        NAME_UNIQUE,
        taken(role),
        () -> Saving.replace(database, role, row(role), APP_ROLE.ID, APP_ROLE.VERSION));
  }

  @Override
  public Map<RoleId, Role> lock(Collection<RoleId> ids) {
    return ids.isEmpty()
        ? Map.of()
        : database
            .dsl()
            .selectFrom(APP_ROLE)
            .where(APP_ROLE.ID.in(ids.stream().map(RoleId::value).toList()))
            .and(APP_ROLE.DELETED_AT.isNull())
            .orderBy(APP_ROLE.ID)
            .forUpdate()
            .fetch()
            .stream()
            .map(JooqRoleStore::role)
            .collect(toImmutableMap(Role::id, role -> role));
  }

  @Override
  public int holdersOf(RoleId id) {
    return database.dsl().fetchCount(USER_ROLE, USER_ROLE.ROLE_ID.eq(id.value()));
  }

  private static CommonRefusal taken(Role role) {
    return new CommonRefusal.NameTaken("role", role.name());
  }

  static Role role(AppRoleRecord row) {
    return new Role(
        new RoleId(row.getId()),
        new Revision(row.getVersion(), row.getCreatedAt(), row.getUpdatedAt(), row.getDeletedAt()),
        row.getName(),
        // What the built-in role grants is everything, also what was not there when it was written.
        row.getBuiltIn() ? Grants.everything() : GrantsText.read(row.getGrants()),
        row.getBuiltIn());
  }

  private static AppRoleRecord row(Role role) {
    String nameKey = role.name().toLowerCase(Locale.ROOT);
    AppRoleRecord row = new AppRoleRecord();
    row.setId(role.id().value());
    row.setVersion(role.revision().version());
    row.setCreatedAt(role.revision().createdAt());
    row.setUpdatedAt(role.revision().updatedAt());
    row.setDeletedAt(role.revision().deletedAt());
    row.setName(role.name());
    row.setNameSort(nameKey);
    row.setLiveNameKey(role.revision().isDeleted() ? null : nameKey);
    row.setGrants(GrantsText.write(role.grants()));
    row.setBuiltIn(role.builtIn());
    return row;
  }
}
