/**
 * Tells users what the CRM wants them to know, and lets them read it. Other features tell through
 * the {@link dev.kith.crm.application.notification.Notifier}, within their own run.
 *
 * <p>Shape: Record. Events out: none. Events in: none. Neighbours: kernel, list, access, job.
 */
@NullMarked
package dev.kith.crm.application.notification;

import org.jspecify.annotations.NullMarked;
