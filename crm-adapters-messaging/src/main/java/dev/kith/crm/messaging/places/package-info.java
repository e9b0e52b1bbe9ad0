/**
 * Tells where internet addresses are, from a file in the format of MaxMind DB that whoever runs the
 * server provides. Nobody is asked, and no address leaves the server.
 *
 * <p>Implements the driven port {@code EnrichmentSource} of intake.enrichment. Neighbours: http,
 * for what is a public address.
 */
@NullMarked
package dev.kith.crm.messaging.places;

import org.jspecify.annotations.NullMarked;
