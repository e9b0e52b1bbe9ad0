/** Notifications over REST and as a page. */
@NullMarked
package dev.kith.crm.http.notification;

import org.jspecify.annotations.NullMarked;
