/** Notifications in tables. Shape: Record. */
@NullMarked
package dev.kith.crm.persistence.notification;

import org.jspecify.annotations.NullMarked;
