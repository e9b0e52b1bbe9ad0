/**
 * Notifications: what the CRM tells its users by itself, such as that a rule was suspended.
 *
 * <p>Shape: Record. Events out: none. Events in: none. Neighbours: shared, access.
 */
@NullMarked
package dev.kith.crm.domain.notification;

import org.jspecify.annotations.NullMarked;
