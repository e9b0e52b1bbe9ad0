package dev.kith.crm.persistence;

import dev.kith.crm.application.relationship.CommitteeTemplateStore;
import dev.kith.crm.application.relationship.DeclinedRoles;
import dev.kith.crm.application.relationship.RelationshipStore;
import dev.kith.crm.application.relationship.RoleCatalogueStore;
import dev.kith.crm.application.relationship.RoleReads;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.relationship.JooqCommitteeTemplateStore;
import dev.kith.crm.persistence.relationship.JooqDeclinedRoles;
import dev.kith.crm.persistence.relationship.JooqRelationshipStore;
import dev.kith.crm.persistence.relationship.JooqRoleCatalogueStore;
import dev.kith.crm.persistence.relationship.JooqRoleReads;

/** The stores of contact roles, put together in a place of their own. */
record RelationshipStores(
    RoleCatalogueStore contactRoles,
    RelationshipStore relationships,
    CommitteeTemplateStore committeeTemplate,
    RoleReads roleReads,
    DeclinedRoles declinedRoles) {

  static RelationshipStores of(Database database) {
    return new RelationshipStores(
        new JooqRoleCatalogueStore(database),
        new JooqRelationshipStore(database),
        new JooqCommitteeTemplateStore(database),
        new JooqRoleReads(database),
        new JooqDeclinedRoles(database));
  }
}
