/** Figures of conversions, counted by the database. */
@NullMarked
package dev.kith.crm.persistence.conversion.analytics;

import org.jspecify.annotations.NullMarked;
