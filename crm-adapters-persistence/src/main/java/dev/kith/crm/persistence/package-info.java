/**
 * A CRM's storage in a database: {@link dev.kith.crm.persistence.JooqStorage} on H2 or PostgreSQL.
 *
 * <p>Neighbours: the stores of all features.
 */
@NullMarked
package dev.kith.crm.persistence;

import org.jspecify.annotations.NullMarked;
