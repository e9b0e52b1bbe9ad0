package dev.kith.crm.testkit;

import dev.kith.crm.application.idempotency.IdempotencyKeys;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class MemoryIdempotencyKeys implements IdempotencyKeys {

  /**
   * @param result null until the work that claimed the key has one
   */
  private record Used(String fingerprint, Instant at, @Nullable Object result) {}

  private final MemoryTransactions transactions;
  private final MemoryTable<Key, Used> used;

  MemoryIdempotencyKeys(MemoryTransactions transactions) {
    this.transactions = transactions;
    this.used = new MemoryTable<>(transactions);
  }

  @Override
  public <T> Claim claim(Key key, String fingerprint, Class<T> resultType, Instant now) {
    return transactions.alone(() -> {
      Used earlier = used.find(key).filter(u -> !u.at.isBefore(now.minus(REMEMBERED))).orElse(null);
      if (earlier == null) {
        used.put(key, new Used(fingerprint, now, null));
        return new Claim.Claimed();
      }
      if (earlier.result == null) {
        return new Claim.Busy();
      }
      return !earlier.fingerprint.equals(fingerprint)
          ? new Claim.UsedOtherwise()
          : new Claim.Used(new Remembered(earlier.fingerprint, earlier.result));
    });
  }

  @Override
  public void remember(Key key, Object result) {
    transactions.alone(() -> {
      Used claimed =
          used.find(key)
              .orElseThrow(() -> new IllegalStateException("the key is not claimed: " + key));
      used.put(key, new Used(claimed.fingerprint, claimed.at, Objects.requireNonNull(result)));
      return result;
    });
  }

  @Override
  public int forgetBefore(Instant moment) {
    return transactions.alone(() -> {
      var old =
          used.keys().stream().filter(k -> used.find(k).orElseThrow().at.isBefore(moment)).toList();
      old.forEach(used::remove);
      return old.size();
    });
  }

  @Override
  public <T> Optional<Remembered> find(Key key, Class<T> resultType) {
    return used.find(key)
        .filter(u -> u.result != null)
        .map(u -> new Remembered(u.fingerprint, u.result));
  }
}
