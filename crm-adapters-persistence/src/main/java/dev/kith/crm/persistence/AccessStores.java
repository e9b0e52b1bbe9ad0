package dev.kith.crm.persistence;

import dev.kith.crm.application.access.AccessReads;
import dev.kith.crm.application.access.ApiTokenStore;
import dev.kith.crm.application.access.RoleStore;
import dev.kith.crm.application.access.TeamStore;
import dev.kith.crm.application.access.UserStore;
import dev.kith.crm.application.access.login.LoginAttempts;
import dev.kith.crm.application.access.login.LoginStore;
import dev.kith.crm.persistence.access.JooqAccessReads;
import dev.kith.crm.persistence.access.JooqApiTokenStore;
import dev.kith.crm.persistence.access.JooqLoginAttempts;
import dev.kith.crm.persistence.access.JooqLoginStore;
import dev.kith.crm.persistence.access.JooqRoleStore;
import dev.kith.crm.persistence.access.JooqTeamStore;
import dev.kith.crm.persistence.access.JooqUserStore;
import dev.kith.crm.persistence.kernel.Database;

/** The stores of access, put together in a place of their own, as those of intake are. */
record AccessStores(
    UserStore users,
    TeamStore teams,
    RoleStore roles,
    ApiTokenStore apiTokens,
    AccessReads accessReads,
    LoginStore logins,
    LoginAttempts loginAttempts) {

  static AccessStores of(Database database) {
    return new AccessStores(
        new JooqUserStore(database),
        new JooqTeamStore(database),
        new JooqRoleStore(database),
        new JooqApiTokenStore(database),
        new JooqAccessReads(database),
        new JooqLoginStore(database),
        new JooqLoginAttempts(database));
  }
}
