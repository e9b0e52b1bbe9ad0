package dev.kith.crm.application.task.feed;

import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The secret address under which somebody's calendar reads their tasks. It is an API token of
 * theirs that sees tasks and nothing else, so that it is kept, listed and ended like every token,
 * and shows what they may see at that moment. There is one at most.
 *
 * <p>Everybody has their own; refused with {@code not-found} to who is no user of this CRM, and
 * with {@code forbidden} to programs, as tokens are.
 */
public interface CalendarFeed {

  /**
   * Whether there is an address.
   *
   * @param expiresAt it then has to be renewed
   * @param lastUsedAt to some minutes; null if it was never used
   */
  record State(
      boolean active,
      @Nullable Instant since,
      @Nullable Instant expiresAt,
      @Nullable Instant lastUsedAt) {

    static final State NONE = new State(false, null, null, null);
  }

  /**
   * A new address.
   *
   * @param secret shown here and never again; null if an idempotency key was used a second time
   */
  record Renewed(State state, @Nullable String secret) {
    @Override
    public String toString() {
      return "Renewed[state=" + state + "]";
    }
  }

  State state();

  /** Makes an address; one that was there leads nowhere from now on. */
  Outcome<Renewed> renew();

  /** Lets the address lead nowhere; without an error if there is none. */
  Outcome<State> revoke();
}
