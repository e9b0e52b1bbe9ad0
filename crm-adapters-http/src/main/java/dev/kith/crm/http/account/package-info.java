/**
 * Accounts over REST and on pages.
 *
 * <p>Shape: Decide. Events out: none. Events in: none. Neighbours: kernel, pages, audit (history),
 * task (what is to be done about an account).
 */
@NullMarked
package dev.kith.crm.http.account;

import org.jspecify.annotations.NullMarked;
