package dev.kith.crm.testkit;

import static java.util.stream.Collectors.toSet;

import dev.kith.crm.application.account.stagetime.StageTimeStore;
import dev.kith.crm.application.account.stagetime.StageTimeStore.Planned;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class MemoryStageTimes extends MemoryPlans<AccountId, Planned> implements StageTimeStore {

  private record Row(Timed stay, boolean told) {}

  private final MemoryTransactions transactions;
  private final Supplier<List<Account>> accounts;
  private final MemoryTable<AccountId, Row> rows;

  MemoryStageTimes(MemoryTransactions transactions, Supplier<List<Account>> accounts) {
    super(transactions, Planned::account, Planned::due);
    this.transactions = transactions;
    this.accounts = accounts;
    this.rows = new MemoryTable<>(transactions);
  }

  @Nullable Instant upAt(AccountId account) {
    return rows.find(account).map(row -> row.stay().upAt()).orElse(null);
  }

  @Override
  public void keep(List<Timed> stays) {
    stays.forEach(this::keep);
  }

  private void keep(Timed stay) {
    Row before = rows.find(stay.account()).orElse(null);
    boolean nothing = before == null && stay.upAt() == null;
    if (nothing || (before != null && before.stay().stay() > stay.stay())) {
      return;
    }
    boolean told = before != null && before.told() && before.stay().stay() == stay.stay();
    rows.put(stay.account(), new Row(stay, told));
    Instant upAt = stay.upAt();
    if (told || upAt == null) {
      drop(stay.account());
    } else {
      put(new Planned(stay.account(), stay.stay(), upAt));
    }
  }

  @Override
  public void keepOnly(Collection<String> stages) {
    Set<AccountId> kept =
        accounts.get().stream()
            .filter(account -> stages.contains(account.stage().key()))
            .map(Account::id)
            .collect(toSet());
    List.copyOf(rows.keys()).stream()
        .filter(account -> !kept.contains(account))
        .forEach(account -> {
          Row row = rows.find(account).orElseThrow();
          rows.put(account, new Row(new Timed(account, row.stay().stay(), null), row.told()));
          drop(account);
        });
  }

  @Override
  public boolean tell(AccountId account, int stay) {
    return transactions.alone(() -> {
      Row row = rows.find(account).filter(r -> r.stay().stay() == stay).orElse(null);
      boolean first = row != null && !row.told();
      if (first) {
        rows.put(account, new Row(row.stay(), true));
      }
      return first;
    });
  }
}
