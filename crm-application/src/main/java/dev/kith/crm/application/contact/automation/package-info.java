/**
 * Contacts as rules see them.
 *
 * <p>Shape: Read. Events out: none of its own. Events in: none. Neighbours: contact, automation.
 */
@NullMarked
package dev.kith.crm.application.contact.automation;

import org.jspecify.annotations.NullMarked;
