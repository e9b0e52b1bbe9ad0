/**
 * Accounts: the companies that one does business with, and how they belong to each other.
 *
 * <p>Shape: Decide. Events out: {@link dev.kith.crm.domain.account.AccountEvent}. Events in: none.
 * Neighbours: shared, access (who owns an account), lifecycle (which stages there are), intake
 * (names of companies, tax numbers).
 */
@NullMarked
package dev.kith.crm.domain.account;

import org.jspecify.annotations.NullMarked;
