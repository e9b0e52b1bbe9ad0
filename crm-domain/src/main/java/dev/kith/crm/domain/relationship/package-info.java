/**
 * Contact roles: which part a contact plays for an account or in an opportunity, since when, and
 * with what weight; and the roles that there are, as data.
 *
 * <p>Shape: Decide. Events out: {@link dev.kith.crm.domain.relationship.RelationshipEvent}. Events
 * in: none. Neighbours: shared, contact (who plays it), pipeline (whose stages need it).
 */
@NullMarked
package dev.kith.crm.domain.relationship;

import org.jspecify.annotations.NullMarked;
