package dev.kith.crm.application.idempotency;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Remembers which keys were used for what, and what the answer was. */
public interface IdempotencyKeys {

  /** How long a key is remembered. */
  Duration REMEMBERED = Duration.ofHours(24);

  /** A key as one actor uses it. */
  record Key(UUID actor, String text) {}

  /** What stands under a key. The result is read as the type it was written with. */
  record Remembered(String fingerprint, Object result) {}

  /** What came of claiming a key. */
  sealed interface Claim {
    /**
     * The key is the caller's: the work is to be done, and its result to be {@linkplain #remember
     * remembered}.
     */
    record Claimed() implements Claim {}

    /** The key was used before for the same. */
    record Used(Remembered remembered) implements Claim {}

    /** The key was used before for something else, whose result is of another type perhaps. */
    record UsedOtherwise() implements Claim {}

    /** Another transaction holds the key and has not ended. */
    record Busy() implements Claim {}
  }

  /**
   * Claims a key within the current run; an earlier claim that is older than {@link #REMEMBERED} at
   * {@code now} counts as none. If the run is undone, so is the claim.
   */
  <T> Claim claim(Key key, String fingerprint, Class<T> resultType, Instant now);

  /** Keeps the result under a key claimed in the same run. It must not contain a secret. */
  void remember(Key key, Object result);

  /** Forgets what is older; answers how many. */
  int forgetBefore(Instant moment);

  /** What stands under a key now, if anything. */
  <T> Optional<Remembered> find(Key key, Class<T> resultType);
}
