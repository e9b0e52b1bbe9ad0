/**
 * Accounts as rules see them, and what rules can do to them.
 *
 * <p>Shape: Read. Events out: none of its own. Events in: none. Neighbours: account, automation.
 */
@NullMarked
package dev.kith.crm.application.account.automation;

import org.jspecify.annotations.NullMarked;
