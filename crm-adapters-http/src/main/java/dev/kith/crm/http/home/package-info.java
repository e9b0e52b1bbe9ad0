/**
 * The first page after logging in: a few figures, what is running, and what to do next.
 *
 * <p>Shape: Read. Events: none. Neighbours: pages, task, opportunity.
 */
@NullMarked
package dev.kith.crm.http.home;

import org.jspecify.annotations.NullMarked;
