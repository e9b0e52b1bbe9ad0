package dev.kith.crm.application.access;

import dev.kith.crm.domain.access.UserId;

/** Knows to whom records can be given: the CRM's own active users, or those of the application that embeds it. */
@FunctionalInterface
public interface Owners {

  boolean canOwn(UserId user);
}
