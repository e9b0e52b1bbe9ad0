/**
 * Asks whether tax numbers of the European Union are registered, by the REST interface of VIES, the
 * VAT information exchange system.
 *
 * <p>Implements the driven port {@code VatRegister} of intake.validation. Neighbours: http.
 */
@NullMarked
package dev.kith.crm.messaging.vies;

import org.jspecify.annotations.NullMarked;
