/**
 * Contacts: the people at accounts, and by what they are reached.
 *
 * <p>Shape: Decide. Events out: {@link dev.kith.crm.domain.contact.ContactEvent}. Events in: none.
 * Neighbours: shared, access (who owns a contact), account (where they work).
 */
@NullMarked
package dev.kith.crm.domain.contact;

import org.jspecify.annotations.NullMarked;
