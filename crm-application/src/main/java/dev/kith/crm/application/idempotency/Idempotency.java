package dev.kith.crm.application.idempotency;

import com.google.common.hash.Hashing;
import dev.kith.crm.application.idempotency.IdempotencyKeys.Claim;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Transactions;
import dev.kith.crm.domain.shared.CommonRefusal.IdempotencyInProgress;
import dev.kith.crm.domain.shared.CommonRefusal.IdempotencyKeyReused;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Runs a command in a transaction, and under an idempotency key at most once: the key, the change
 * and the result that will be answered again commit together, so that a retry after a crash finds
 * either all of it or nothing. A refusal is not remembered: it changed nothing, and the retry may
 * succeed.
 */
public final class Idempotency {

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final Transactions transactions;
  private final IdempotencyKeys keys;
  private final InstantSource clock;

  public Idempotency(Transactions transactions, IdempotencyKeys keys, InstantSource clock) {
    this.transactions = transactions;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * @param intention what is done, and to which record
   * @param command what was said; it counts as the same if its text is
   * @param resultType what the work answers; stores keep it in a form that only needs this type to
   *     be read back
   */
  public <T> Outcome<T> once(
      Context context,
      String intention,
      Object command,
      Class<T> resultType,
      Supplier<Outcome<T>> work) {
    String text = context.idempotencyKey();
    if (text == null) {
      return transactions.run(work);
    }
    if (!KEY.matcher(text).matches()) {
      return Outcome.refused(
          Invalid.of(
              new Violation(
                  "",
                  "idempotency-key-syntax",
                  "An idempotency key is 1 to 255 visible ASCII characters.")));
    }
    IdempotencyKeys.Key key = new IdempotencyKeys.Key(context.actor().id().value(), text);
    String fingerprint =
        Hashing.sha256().hashString(intention + "\n" + command, StandardCharsets.UTF_8).toString();
    return transactions.run(() ->
        switch (keys.claim(key, fingerprint, resultType, clock.instant())) {
          case Claim.Claimed() ->
              work.get()
                  .map(result -> {
                    keys.remember(key, result);
                    return result;
                  });
          case Claim.Busy() -> Outcome.refused(new IdempotencyInProgress(text));
          case Claim.UsedOtherwise() -> Outcome.refused(new IdempotencyKeyReused(text));
          case Claim.Used(var remembered) -> {
            context.onReplay().run();
            yield Outcome.done(resultType.cast(remembered.result()));
          }
        });
  }
}
