package dev.kith.crm.testkit;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.lifecycle.LifecycleReads;
import dev.kith.crm.application.lifecycle.LifecycleStore;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.Stay;
import dev.kith.crm.domain.lifecycle.Lifecycle;
import dev.kith.crm.domain.lifecycle.Survival.Stayed;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

final class MemoryLifecycle implements LifecycleStore, LifecycleReads {

  private final MemoryTable<Long, Lifecycle> versions;
  private final MemoryAggregates<UUID, Lifecycle> current;
  private final MemoryAccounts accounts;

  MemoryLifecycle(MemoryTransactions transactions, MemoryAccounts accounts) {
    this.versions = new MemoryTable<>(transactions);
    this.current = new MemoryAggregates<>(transactions, lifecycle -> Lifecycle.ID);
    this.accounts = accounts;
    current.add(Lifecycle.USUAL, this::kept).orElseThrow();
  }

  private Outcome<Lifecycle> kept(Lifecycle lifecycle) {
    for (String stage : accountsIn().keySet()) {
      if (lifecycle.terms().find(stage).isEmpty()) {
        throw new ConcurrentChangeException(
            "an account is in " + stage, new IllegalStateException(stage));
      }
    }
    versions.put(lifecycle.revision().version(), lifecycle);
    return Outcome.done(lifecycle);
  }

  @Override
  public Optional<Lifecycle> find(UUID id) {
    return current.find(id);
  }

  @Override
  public Optional<Lifecycle> version(long version) {
    return versions.find(version);
  }

  @Override
  public Outcome<Lifecycle> add(Lifecycle added) {
    throw new IllegalStateException("there is a lifecycle from the beginning");
  }

  @Override
  public Outcome<Lifecycle> update(Lifecycle changed) {
    return current.update(changed, this::kept);
  }

  @Override
  public Map<String, Long> accountsIn() {
    return accounts.all().stream().collect(groupingBy(a -> a.stage().key(), counting()));
  }

  @Override
  public List<Passage> passages(Slice slice) {
    return accounts(slice)
        .flatMap(account -> passagesOf(account, slice))
        .collect(groupingBy(passage -> passage, counting()))
        .entrySet()
        .stream()
        .map(e -> new Passage(e.getKey().stage(), e.getKey().to(), e.getValue()))
        .toList();
  }

  private Stream<Passage> passagesOf(Account account, Slice slice) {
    List<Passage> passages = new ArrayList<>();
    List<Stay> stays = accounts.stays(account.id());
    for (int i = 0; i < stays.size(); i++) {
      if (isIn(stays.get(i), slice)) {
        String to = i + 1 < stays.size() ? stays.get(i + 1).stage() : null;
        passages.add(new Passage(stays.get(i).stage(), to, 1));
      }
    }
    return passages.stream();
  }

  @Override
  public Map<String, Long> accountsThrough(Slice slice) {
    return accounts(slice)
        .flatMap(account -> stays(account, slice).map(Stay::stage).distinct())
        .collect(groupingBy(stage -> stage, counting()));
  }

  @Override
  public Map<String, List<Stayed>> lengths(Slice slice, Instant now) {
    return accounts(slice)
        .flatMap(account -> stays(account, slice))
        .collect(groupingBy(Stay::stage, mapping(stay -> stayed(stay, now), toList())));
  }

  @Override
  public List<Span> spans(Slice slice, Collection<String> stages) {
    return accounts(slice)
        .flatMap(account -> stays(account, slice))
        .filter(stay -> stages.contains(stay.stage()))
        .map(stay ->
            new Span(
                stay.stage(),
                hour(stay.from()),
                stay.to() == null ? null : (Long) hour(stay.to()),
                1))
        .toList();
  }

  private static long hour(Instant moment) {
    return Math.floorDiv(moment.getEpochSecond(), 3_600L);
  }

  private static Stayed stayed(Stay stay, Instant now) {
    Instant end = Objects.requireNonNullElse(stay.to(), now);
    return new Stayed(
        Math.max(0, Duration.between(stay.from(), end).toHours()), stay.to() != null, 1);
  }

  private Stream<Account> accounts(Slice slice) {
    return accounts.all().stream()
        .filter(account -> !account.revision().isDeleted())
        .filter(account -> slice.visible().reaches(account.owner()));
  }

  private Stream<Stay> stays(Account account, Slice slice) {
    return accounts.stays(account.id()).stream().filter(stay -> isIn(stay, slice));
  }

  private static boolean isIn(Stay stay, Slice slice) {
    return (slice.from() == null || !stay.from().isBefore(slice.from()))
        && (slice.before() == null || stay.from().isBefore(slice.before()));
  }
}
