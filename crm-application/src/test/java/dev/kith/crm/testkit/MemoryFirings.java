package dev.kith.crm.testkit;

import dev.kith.crm.application.automation.Firing;
import dev.kith.crm.application.automation.FiringStore;
import dev.kith.crm.application.automation.FiringView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class MemoryFirings implements FiringStore {

  private final MemoryTransactions transactions;
  private final MemoryTable<UUID, Firing> firings;
  private final Function<RuleId, String> ruleName;

  /**
   * @param ruleName as the rule is called now
   */
  MemoryFirings(MemoryTransactions transactions, Function<RuleId, String> ruleName) {
    this.transactions = transactions;
    this.firings = new MemoryTable<>(transactions);
    this.ruleName = ruleName;
  }

  @Override
  public boolean add(Firing firing) {
    return transactions.alone(() -> {
      boolean isThere =
          firings.all().stream()
              .anyMatch(
                  f -> isSame(f, firing) || (f.once() != null && f.once().equals(firing.once())));
      if (!isThere) {
        firings.put(firing.id(), firing);
      }
      return !isThere;
    });
  }

  private static boolean isSame(Firing a, Firing b) {
    return a.event().equals(b.event())
        && a.rule().equals(b.rule())
        && a.number() == b.number()
        && a.record().id().equals(b.record().id());
  }

  @Override
  public void tell(UUID id, Firing.Trace trace) {
    Firing f = firings.find(id).orElseThrow();
    firings.put(id, with(f, f.outcome(), f.reason(), f.code(), trace, f.once()));
  }

  @Override
  public Optional<FiringView> find(UUID firing) {
    return firings.find(firing).map(f -> new FiringView(f, ruleName.apply(f.rule())));
  }

  @Override
  public boolean reopen(UUID firing, @Nullable String once) {
    return transactions.alone(() -> {
      Firing f = firings.find(firing).orElseThrow();
      boolean free =
          f.outcome() == Firing.Result.FAILED
              && (once == null || firings.all().stream().noneMatch(g -> once.equals(g.once())));
      if (free) {
        firings.put(firing, with(f, Firing.Result.FIRED, null, null, f.trace(), once));
      }
      return free;
    });
  }

  @Override
  public void failAgain(UUID firing, String reason, String code, Firing.Trace trace) {
    Firing f = firings.find(firing).orElseThrow();
    firings.put(firing, with(f, Firing.Result.FAILED, reason, code, trace, null));
  }

  private static Firing with(
      Firing f,
      Firing.Result outcome,
      @Nullable String reason,
      @Nullable String code,
      Firing.Trace trace,
      @Nullable String once) {
    return new Firing(
        f.id(),
        f.rule(),
        f.number(),
        f.record(),
        f.event(),
        f.eventType(),
        f.at(),
        outcome,
        reason,
        code,
        trace,
        once);
  }

  @Override
  public long count(RuleId rule, Subject record, Instant since, boolean shadow) {
    return of(rule).stream()
        .filter(f -> f.outcome().isShadow() == shadow)
        .filter(f -> f.record().equals(record) && !f.at().isBefore(since))
        .count();
  }

  @Override
  public boolean hasHappened(String once) {
    return firings.all().stream().anyMatch(f -> once.equals(f.once()));
  }

  Stream<Firing> whole() {
    return firings.all().stream();
  }

  List<Firing> of(RuleId rule) {
    return firings.all().stream().filter(f -> f.rule().equals(rule)).toList();
  }

  @Override
  public Page<FiringView> list(ListQuery query) {
    return new MemoryLists<>(FiringView.CATALOGUE)
        .page(
            firings.all().stream().map(f -> new FiringView(f, ruleName.apply(f.rule()))).toList(),
            query);
  }
}
