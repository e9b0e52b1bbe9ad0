package dev.kith.crm.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands still until somebody moves it. */
public final class SettableClock implements InstantSource {

  /** Where a clock stands at first: a Monday morning, with microseconds. */
  public static final Instant START = Instant.parse("2026-03-02T09:00:00.000123Z");

  private final AtomicReference<Instant> now;

  public SettableClock(Instant start) {
    now = new AtomicReference<>(start);
  }

  public static SettableClock atStart() {
    return new SettableClock(START);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  public Instant advance(Duration by) {
    return now.updateAndGet(t -> t.plus(by));
  }

  public void set(Instant to) {
    now.set(to);
  }
}
