/**
 * Sample data: believable companies, people and histories from a seed, for demos, tests and
 * benchmarks. All of it is made up; the e-mail addresses end in {@code .example}, which nobody can
 * own (RFC 2606).
 *
 * <p>Shape: Calculate, and one that fills an empty storage. Events out: none. Events in: none.
 * Neighbours: kernel, lead.
 */
@NullMarked
package dev.kith.crm.application.sample;

import org.jspecify.annotations.NullMarked;
