package dev.kith.crm.application.account;

import dev.kith.crm.application.kernel.Consequences;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Followers;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The accounts that belong to another; those in the bin find their way when they are restored. */
record Subsidiaries(Kernel kernel) implements Followers {

  @Override
  public String name() {
    return "account";
  }

  @Override
  public Outcome<List<UUID>> follow(Context context, Subject from, Subject to) {
    if (!from.type().equals("account")) {
      return Outcome.done(List.of());
    }
    AccountStore store = kernel.storage().accounts();
    AccountPlaces places = new AccountPlaces(store);
    places.lock();
    AccountId parent = new AccountId(to.id());
    List<UUID> moved = new ArrayList<>();
    for (Account child : store.children(new AccountId(from.id()), Integer.MAX_VALUE)) {
      Outcome<Change<Account>> change =
          places.admitted(parent, child.id()).then(good -> child.follow(parent, kernel.now()));
      switch (change) {
        case Outcome.Done<Change<Account>>(var done) -> save(context, Map.of(child, done));
        case Outcome.Refused<Change<Account>>(var refusal) -> {
          return Outcome.refused(refusal);
        }
      }
      moved.add(child.id().value());
    }
    return Outcome.done(moved);
  }

  @Override
  public void followBack(Context context, List<UUID> followed, Subject from, Subject to) {
    AccountStore store = kernel.storage().accounts();
    store.lockHierarchy();
    Map<Account, Change<Account>> changes = new LinkedHashMap<>();
    store.findAll(followed.stream().map(AccountId::new).toList()).stream()
        .filter(child -> new AccountId(to.id()).equals(child.content().parent()))
        .filter(child -> !child.revision().isDeleted())
        .forEach(child ->
            changes.put(child, child.follow(new AccountId(from.id()), kernel.now()).orElseThrow()));
    save(context, changes);
  }

  private void save(Context context, Map<Account, Change<Account>> changes) {
    new Consequences<>(kernel, context, kernel.storage().accounts(), Account::facts)
        .save("account.follow", changes);
  }
}
