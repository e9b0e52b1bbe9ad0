/**
 * Contacts, the people at accounts, over REST and on pages.
 *
 * <p>Shape: Decide. Events out: none. Events in: none. Neighbours: kernel, pages, audit (history),
 * account (where they work), task (what is to be done about a contact).
 */
@NullMarked
package dev.kith.crm.http.contact;

import org.jspecify.annotations.NullMarked;
