/**
 * Users, teams, roles and API tokens; logging in; and who may own records.
 *
 * <p>Shape: Record. Events out: none. Events in: none. Neighbours: kernel, list.
 */
@NullMarked
package dev.kith.crm.application.access;

import org.jspecify.annotations.NullMarked;
