/**
 * The server: Javalin with the REST API and the pages, settings, and the composition root that puts
 * storage, application and adapters together. The only package that sees the other adapters.
 *
 * <p>Shape: Run. Neighbours: every package of this module.
 */
@NullMarked
package dev.kith.crm.http.server;

import org.jspecify.annotations.NullMarked;
