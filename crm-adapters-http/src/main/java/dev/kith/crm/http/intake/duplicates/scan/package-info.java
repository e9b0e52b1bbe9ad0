/**
 * Scanning for duplicates, and working through what was found, over REST and on pages. Shape: Run.
 * Neighbours: kernel, pages, duplicates (how matches read), job.
 */
@NullMarked
package dev.kith.crm.http.intake.duplicates.scan;

import org.jspecify.annotations.NullMarked;
