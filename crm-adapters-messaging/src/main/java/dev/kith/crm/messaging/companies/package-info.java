/**
 * Asks a directory of companies over HTTP which company a domain belongs to.
 *
 * <p>Implements the driven port {@code EnrichmentSource} of intake.enrichment. Neighbours: http.
 */
@NullMarked
package dev.kith.crm.messaging.companies;

import org.jspecify.annotations.NullMarked;
