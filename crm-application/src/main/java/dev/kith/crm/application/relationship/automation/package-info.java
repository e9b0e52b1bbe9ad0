/**
 * What rules can do about the roles of contacts.
 *
 * <p>Shape: Run. Events out: none of its own. Events in: none. Neighbours: relationship,
 * automation.
 */
@NullMarked
package dev.kith.crm.application.relationship.automation;

import org.jspecify.annotations.NullMarked;
