/**
 * The API's description after OpenAPI 3.1, made of the routes, and the page to browse it.
 *
 * <p>Shape: Calculate. Neighbours: kernel, json, problem.
 */
@NullMarked
package dev.kith.crm.http.kernel.openapi;

import org.jspecify.annotations.NullMarked;
