/**
 * What all routes share: routes as data, the way of a request from Javalin to a port and back, and
 * the rules of HTTP that hold for every one of them (who calls, versions, idempotency keys, limits,
 * media types).
 *
 * <p>Shape: Run. Neighbours: json, problem. Features list their routes with the classes here.
 */
@NullMarked
package dev.kith.crm.http.kernel;

import org.jspecify.annotations.NullMarked;
