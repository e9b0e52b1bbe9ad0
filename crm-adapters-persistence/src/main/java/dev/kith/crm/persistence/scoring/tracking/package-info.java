/** Visitors of the user's own pages, and the settings of tracking, in tables. */
@NullMarked
package dev.kith.crm.persistence.scoring.tracking;

import org.jspecify.annotations.NullMarked;
