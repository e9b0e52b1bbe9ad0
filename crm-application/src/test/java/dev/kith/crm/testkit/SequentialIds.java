package dev.kith.crm.testkit;

import dev.kith.crm.application.kernel.Ids;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Ids one after the other, from 1: they have the form of version 7 and the same order. */
public final class SequentialIds implements Ids {

  private final AtomicLong last = new AtomicLong();

  @Override
  public UUID next() {
    return number(last.incrementAndGet());
  }

  /** The id that is given out at that place. */
  public static UUID number(long n) {
    return new UUID(0x7000L, 0x8000_0000_0000_0000L | n);
  }
}
