/**
 * Duplicates as people meet them: which leads look like a draft or like another lead, by keys that
 * are stored beside the leads; and which pairs somebody has told apart.
 *
 * <p>Shape: Calculate, on stored keys. Events out: none. Events in: none. Neighbours: kernel, lead
 * (what they look like), job (taking up leads from before).
 */
@NullMarked
package dev.kith.crm.application.intake.duplicates;

import org.jspecify.annotations.NullMarked;
