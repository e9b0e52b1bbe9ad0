package dev.kith.crm.testkit;

import dev.kith.crm.application.access.login.LoginAttempts;
import java.time.Instant;

final class MemoryLoginAttempts implements LoginAttempts {

  private final MemoryTable<String, Count> counts;

  MemoryLoginAttempts(MemoryTransactions transactions) {
    this.counts = new MemoryTable<>(transactions);
  }

  @Override
  public Count lock(String key, Instant now) {
    return counts.find(key).orElseGet(() -> new Count(0, now));
  }

  @Override
  public void put(String key, Count count) {
    counts.put(key, count);
  }

  @Override
  public void forgetBefore(Instant moment) {
    counts.keys().stream()
        .filter(key -> counts.find(key).orElseThrow().lastAt().isBefore(moment))
        .forEach(counts::remove);
  }
}
