/**
 * Who may do what: users in teams, roles that grant permissions with a scope, API tokens, and the
 * actor in whose name every intention is carried out.
 *
 * <p>Shape: Record with a few rules (nobody grants more than they hold; the last administrator
 * stays). Events out: none, the audit trail is enough. Events in: none. Neighbours: shared.
 */
@NullMarked
package dev.kith.crm.domain.access;

import org.jspecify.annotations.NullMarked;
