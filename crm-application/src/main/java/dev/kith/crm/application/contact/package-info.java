/**
 * Contacts: what can be done with the people at accounts, and what can be read of them.
 *
 * <p>Shape: Decide. Events out: see {@code dev.kith.crm.domain.contact}. Events in: none.
 * Neighbours: kernel, list, access (owners), assignment (pools), automation. Accounts are known as
 * {@link dev.kith.crm.application.kernel.RelatedRecords} only.
 */
@NullMarked
package dev.kith.crm.application.contact;

import org.jspecify.annotations.NullMarked;
