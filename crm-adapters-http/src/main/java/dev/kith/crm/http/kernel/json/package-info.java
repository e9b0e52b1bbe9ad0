/**
 * JSON at the edge: what a body looks like, said once, and held against what arrives.
 *
 * <p>Shape: Calculate. Neighbours: none of the features; every package of routes uses it.
 */
@NullMarked
package dev.kith.crm.http.kernel.json;

import org.jspecify.annotations.NullMarked;
