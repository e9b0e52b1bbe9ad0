/**
 * The ground under the stores of all features: settings, connections, transactions, migrations, the
 * JSON form of records, and the SQL form of list queries.
 *
 * <p>Neighbours: none; every feature of this module uses this package.
 */
@NullMarked
package dev.kith.crm.persistence.kernel;

import org.jspecify.annotations.NullMarked;
