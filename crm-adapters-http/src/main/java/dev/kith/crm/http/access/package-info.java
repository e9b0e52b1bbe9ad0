/**
 * Who calls: sessions of browsers, API tokens of programs, and the protection of the former against
 * requests forged by other sites.
 *
 * <p>Shape: Record. Neighbours: kernel.
 */
@NullMarked
package dev.kith.crm.http.access;

import org.jspecify.annotations.NullMarked;
