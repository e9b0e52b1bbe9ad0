/**
 * Accounts: what can be done with companies, and what can be read of them.
 *
 * <p>Shape: Decide. Events out: see {@code dev.kith.crm.domain.account}. Events in: none.
 * Neighbours: kernel, list, access (owners), automation (conditions), lifecycle (stages and ways),
 * quality (domains at which anybody can have an address).
 */
@NullMarked
package dev.kith.crm.application.account;

import org.jspecify.annotations.NullMarked;
