/**
 * Lists as text files that spreadsheet programs can read, and how this CRM writes such files.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: kernel, audit.
 */
@NullMarked
package dev.kith.crm.application.list.csv;

import org.jspecify.annotations.NullMarked;
