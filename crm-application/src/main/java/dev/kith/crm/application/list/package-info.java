/**
 * One list query for everything that is listed: the fields of a feature's view, a filter grammar
 * over them, sorting, and paging by keys. REST, web tables, exports and reports use the same.
 *
 * <p>Shape: Calculate. Neighbours: kernel.
 */
@NullMarked
package dev.kith.crm.application.list;

import org.jspecify.annotations.NullMarked;
