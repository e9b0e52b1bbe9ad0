/** Events of engagement in the database. Shape: Record. Neighbours: kernel. */
@NullMarked
package dev.kith.crm.persistence.scoring.engagement;

import org.jspecify.annotations.NullMarked;
