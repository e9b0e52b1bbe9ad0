/**
 * Logging in: passwords, sessions of people, and API tokens of programs; whoever comes in becomes
 * an {@link dev.kith.crm.domain.access.Actor}.
 *
 * <p>Shape: Record. Events out: none. Events in: none. Neighbours: kernel, access.
 */
@NullMarked
package dev.kith.crm.application.access.login;

import org.jspecify.annotations.NullMarked;
