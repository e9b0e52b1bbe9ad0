/**
 * Finds postal addresses on the map by asking a geocoder that speaks like Nominatim, the one of
 * OpenStreetMap.
 *
 * <p>Implements the driven port {@code Geocoder} of intake.validation. Neighbours: http.
 */
@NullMarked
package dev.kith.crm.messaging.geocoding;

import org.jspecify.annotations.NullMarked;
