package dev.kith.crm.application.lifecycle;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.lifecycle.Lifecycle;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps the lifecycle under {@link Lifecycle#ID}. It is there from the beginning, as {@link
 * Lifecycle#USUAL}, so none can be added.
 *
 * <p>An account is never in a stage that is not there: a stage that an account is in cannot be left
 * out, and an account cannot come to one that is left out meanwhile; whoever is second repeats
 * their run, by a {@link dev.kith.crm.application.kernel.ConcurrentChangeException}. Where stages
 * change their order, accounts follow at once, and stay at their versions.
 */
public interface LifecycleStore extends AggregateStore<UUID, Lifecycle> {

  /** The one in force. */
  default Lifecycle current() {
    return find(Lifecycle.ID).orElseThrow();
  }

  /** As it was at a version; empty if there has been none of that number. */
  Optional<Lifecycle> version(long version);
}
