/**
 * Notifications as rules use them.
 *
 * <p>Shape: Record. Events out: none. Events in: none. Neighbours: notification, automation.
 */
@NullMarked
package dev.kith.crm.application.notification.automation;

import org.jspecify.annotations.NullMarked;
