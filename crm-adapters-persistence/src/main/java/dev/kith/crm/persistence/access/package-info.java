/**
 * Users, teams, roles, API tokens, sessions and failed log-ins in the database. Shape: Record.
 * Neighbours: kernel.
 */
@NullMarked
package dev.kith.crm.persistence.access;

import org.jspecify.annotations.NullMarked;
