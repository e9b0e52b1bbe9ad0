package dev.kith.crm.domain.account;

import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.domain.lifecycle.Stage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Where an account stands in its lifecycle now, and how far it has ever come. The two are apart: an
 * account that was a customer and went away is not a customer, but was one.
 *
 * @param key of the stage
 * @param order of the stage among the others
 * @param number how many stays there were before this one
 * @param enteredAt from when on it has been there, to the microsecond
 * @param highest the key of the stage with the highest order that it ever came to, of those that
 *     are {@linkplain dev.kith.crm.domain.lifecycle.StageCategory#isProgress() progress}; the one
 *     it began in, if there was none
 * @param highestOrder the order that this stage had then
 * @param reason why it came here; null where nobody said
 * @param version of the lifecycle by which it came here
 */
public record AccountStage(
    String key,
    int order,
    int number,
    Instant enteredAt,
    String highest,
    int highestOrder,
    Mover mover,
    @Nullable String reason,
    long version) {

  public AccountStage {
    enteredAt = enteredAt.truncatedTo(ChronoUnit.MICROS);
  }

  /** In the first stage, from its birth on. */
  public static AccountStage first(LifecycleTerms terms, Mover mover, long version, Instant now) {
    Stage first = terms.first();
    return new AccountStage(
        first.key(), first.order(), 0, now, first.key(), first.order(), mover, null, version);
  }

  /** The next, from a moment on; not before this one began, whatever the clock says. */
  AccountStage next(Stage to, StageMove move, LifecycleTerms terms, Instant now) {
    int mark = terms.find(highest).map(Stage::order).orElse(highestOrder);
    boolean higher = to.category().isProgress() && to.order() > mark;
    return new AccountStage(
        to.key(),
        to.order(),
        number + 1,
        now.isBefore(enteredAt) ? enteredAt : now,
        higher ? to.key() : highest,
        higher ? to.order() : mark,
        move.mover(),
        move.reason(),
        move.version());
  }

  /** This stay, which has not ended. */
  public Stay stay() {
    return new Stay(number, key, order, enteredAt, null, mover, reason, version);
  }
}
