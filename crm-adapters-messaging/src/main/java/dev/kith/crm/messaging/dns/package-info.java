/**
 * Asks name servers (RFC 1035) how domains take mail.
 *
 * <p>Implements the driven port {@code MailDomains} of intake.validation.
 */
@NullMarked
package dev.kith.crm.messaging.dns;

import org.jspecify.annotations.NullMarked;
