/**
 * Asks servers that others run, over HTTP/1.1, without letting anybody use this server to reach
 * what stands behind its firewall. Whoever asks in this module asks through {@link
 * dev.kith.crm.messaging.http.GuardedHttp}; it answers in a bounded time whatever happens, and
 * never throws because of what another server does.
 *
 * <p>Neighbours: the packages of this module whose wire is HTTP.
 */
@NullMarked
package dev.kith.crm.messaging.http;

import org.jspecify.annotations.NullMarked;
