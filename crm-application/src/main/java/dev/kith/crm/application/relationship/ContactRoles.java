package dev.kith.crm.application.relationship;

/**
 * Everything about the roles that contacts have, for one actor.
 *
 * @param catalogue the roles that there are
 * @param relationships who has them: what can be done
 * @param queries who has them: what can be read
 * @param committees who should have them, stage by stage
 * @param analytics what they have to do with winning
 * @param rights what those who have them may do
 * @param suggestions who may have them, by their titles
 */
public record ContactRoles(
    RoleCatalogues catalogue,
    Relationships relationships,
    RelationshipQueries queries,
    Committees committees,
    RoleAnalytics analytics,
    PortalRights rights,
    RoleSuggestions suggestions) {}
