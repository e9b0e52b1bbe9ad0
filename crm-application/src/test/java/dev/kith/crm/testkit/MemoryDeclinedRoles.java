package dev.kith.crm.testkit;

import dev.kith.crm.application.relationship.DeclinedRoles;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.relationship.Target;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;

final class MemoryDeclinedRoles implements DeclinedRoles {

  private record Key(Target target, Declined declined) {}

  private final MemoryTable<Key, Instant> declined;

  MemoryDeclinedRoles(MemoryTransactions transactions) {
    this.declined = new MemoryTable<>(transactions);
  }

  @Override
  public Set<Declined> of(Target target) {
    return declined.keys().stream()
        .filter(key -> key.target().equals(target))
        .map(Key::declined)
        .collect(Collectors.toSet());
  }

  @Override
  public Set<Target> targetsOf(ContactId contact) {
    return declined.keys().stream()
        .filter(key -> key.declined().contact().equals(contact))
        .map(Key::target)
        .collect(Collectors.toSet());
  }

  @Override
  public void add(Target target, Declined one, UserId by, Instant at) {
    Key key = new Key(target, one);
    if (declined.find(key).isEmpty()) {
      declined.put(key, at);
    }
  }
}
