/**
 * Analytics of pipelines, counted by the database.
 *
 * <p>Shape: Read. Events out: none. Events in: none. Neighbours: kernel.
 */
@NullMarked
package dev.kith.crm.persistence.funnel;

import org.jspecify.annotations.NullMarked;
