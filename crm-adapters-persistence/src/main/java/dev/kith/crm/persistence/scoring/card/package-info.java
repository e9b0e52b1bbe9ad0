/** Scores of leads in the database. Shape: Decide. Neighbours: kernel, lead (told of new ones). */
@NullMarked
package dev.kith.crm.persistence.scoring.card;

import org.jspecify.annotations.NullMarked;
