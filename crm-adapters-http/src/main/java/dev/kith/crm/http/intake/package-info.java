/**
 * Leads from files and into files: uploading, mapping and watching imports.
 *
 * <p>Shape: Run. Events: none. Neighbours: pages, kernel.
 */
@NullMarked
package dev.kith.crm.http.intake;

import org.jspecify.annotations.NullMarked;
