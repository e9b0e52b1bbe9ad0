package dev.kith.crm.application.event;

import static java.util.function.Function.identity;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.event.Outbox.Delivery;
import dev.kith.crm.application.kernel.Backoff;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.kernel.Transactions;
import dev.kith.crm.application.kernel.WorkLoop;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.DoubleSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers events to reactions. What a reaction writes and the mark that it was delivered commit
 * together; if the reaction fails, what it wrote is undone and only the failure is kept.
 */
final class Dispatcher implements WorkLoop.Work {

  static final int MOST_ATTEMPTS = 10;
  static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(5), Duration.ofHours(1));
  private static final int LONGEST_ERROR = 1_000;
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final Outbox outbox;
  private final Transactions transactions;
  private final InstantSource clock;
  private final DoubleSupplier jitter;
  private final Map<String, Reaction> reactions;
  private final DeadLetterAlerts alerts;

  Dispatcher(
      Outbox outbox,
      Transactions transactions,
      InstantSource clock,
      DoubleSupplier jitter,
      List<Reaction> reactions,
      DeadLetterAlerts alerts) {
    this.outbox = outbox;
    this.transactions = transactions;
    this.clock = clock;
    this.jitter = jitter;
    this.reactions =
        reactions.stream().collect(ImmutableMap.toImmutableMap(Reaction::name, identity()));
    this.alerts = alerts;
  }

  @Override
  public boolean doNext() {
    AtomicReference<Optional<Delivery>> locked = new AtomicReference<>(Optional.empty());
    try {
      return transactions.always(() -> {
        locked.set(outbox.lockNext(clock.instant()));
        locked.get().ifPresent(this::deliver);
        return locked.get().isPresent();
      });
    } catch (ConcurrentChangeException e) {
      // It lost the race every time. To try at once again would only lose more.
      Delivery delivery = locked.get().orElseThrow(() -> e);
      return transactions.always(() -> {
        failed(delivery, e);
        return true;
      });
    }
  }

  @Override
  public Optional<Instant> nextDue() {
    return outbox.nextDue();
  }

  private void deliver(Delivery delivery) {
    try {
      transactions.run(() -> {
        reactionOf(delivery).handler().accept(delivery.envelope());
        return Outcome.done(delivery);
      });
    } catch (ConcurrentChangeException e) {
      throw e;
    } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
      failed(delivery, e);
      return;
    }
    outbox.delivered(delivery.envelope().id(), delivery.reaction());
  }

  private Reaction reactionOf(Delivery delivery) {
    Reaction reaction = reactions.get(delivery.reaction());
    if (reaction == null) {
      // While processes of two versions run side by side, the other may know it.
      throw new IllegalStateException("this process knows no reaction " + delivery.reaction());
    }
    return reaction;
  }

  private void failed(Delivery delivery, Throwable failure) {
    int failures = delivery.attempts() + 1;
    Instant now = clock.instant();
    LOG.warn(
        "event {} did not reach reaction {} in attempt {}",
        delivery.envelope().id(),
        delivery.reaction(),
        failures,
        failure);
    if (failures >= MOST_ATTEMPTS) {
      outbox.parked(delivery.envelope().id(), delivery.reaction(), text(failure), now);
      alerts.parked(delivery.envelope(), delivery.reaction(), text(failure));
    } else {
      outbox.failed(
          delivery.envelope().id(),
          delivery.reaction(),
          text(failure),
          now.plus(BACKOFF.after(failures, jitter.getAsDouble())));
    }
  }

  private static String text(Throwable failure) {
    String text = failure.toString();
    return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR);
  }
}
