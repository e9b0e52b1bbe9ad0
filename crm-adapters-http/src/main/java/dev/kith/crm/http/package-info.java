/**
 * The CRM over HTTP: {@link dev.kith.crm.http.CrmRoutes} mounts the REST API on any Javalin;
 * package {@code server} has the server of our own.
 */
@NullMarked
package dev.kith.crm.http;

import org.jspecify.annotations.NullMarked;
