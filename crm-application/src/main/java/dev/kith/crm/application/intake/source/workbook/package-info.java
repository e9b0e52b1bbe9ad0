/**
 * Workbooks in the format of Office Open XML: read in one pass for each sheet, within limits, and
 * without calculating or following anything.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: none.
 */
@NullMarked
package dev.kith.crm.application.intake.source.workbook;

import org.jspecify.annotations.NullMarked;
