/**
 * Leads come in from files and go out into files: imports that are uploaded, mapped and run as
 * jobs, and the export of lists.
 *
 * <p>Shape: Run. Events out: none of its own; the leads announce themselves. Events in: none.
 * Neighbours: kernel, lead (its intentions and lists), job, list.
 */
@NullMarked
package dev.kith.crm.application.intake;

import org.jspecify.annotations.NullMarked;
