package dev.kith.crm.application.access;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.access.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Knows to whom records can be given: the CRM's own active users, or those of the application that
 * embeds it.
 */
@FunctionalInterface
public interface Owners {

  /** Somebody to whom records can be given. */
  record Owner(UserId id, String name) {}

  boolean canOwn(UserId user);

  /** Those of these to whom records can be given. */
  default Set<UserId> among(Collection<UserId> users) {
    return users.stream().filter(this::canOwn).collect(ImmutableSet.toImmutableSet());
  }

  /**
   * Some to whom records can be given, by name; for people to choose from.
   *
   * @param fragments of the name or login; null for any
   */
  default List<Owner> find(@Nullable String fragments, int limit) {
    return List.of();
  }
}
