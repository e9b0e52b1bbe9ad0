package dev.kith.crm.application.relationship;

import dev.kith.crm.domain.relationship.Phase;
import dev.kith.crm.domain.relationship.Relationship;

/**
 * A relationship as people read it.
 *
 * @param contactLive whether the contact is not in the bin
 * @param phase how things stood at the moment that was asked for; of what is over then, at its end
 */
public record RelationshipView(
    Relationship relationship,
    String contactName,
    boolean contactLive,
    String targetName,
    String roleName,
    Phase phase) {}
