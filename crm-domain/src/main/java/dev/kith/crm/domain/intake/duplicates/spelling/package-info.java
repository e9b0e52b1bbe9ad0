/**
 * How the same word comes to be written in different ways, and how alike two words are: letters of
 * other scripts, marks and digraphs, sounds, slips of the hand.
 *
 * <p>Shape: Calculate. Events out: none. Events in: none. Neighbours: none.
 */
@NullMarked
package dev.kith.crm.domain.intake.duplicates.spelling;

import org.jspecify.annotations.NullMarked;
