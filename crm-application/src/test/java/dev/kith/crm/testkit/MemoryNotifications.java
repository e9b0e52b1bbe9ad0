package dev.kith.crm.testkit;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.notification.NotificationFields;
import dev.kith.crm.application.notification.NotificationStore;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.notification.Notification;
import dev.kith.crm.domain.notification.NotificationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class MemoryNotifications implements NotificationStore {

  private final MemoryTransactions transactions;
  private final MemoryTable<NotificationId, Notification> table;

  MemoryNotifications(MemoryTransactions transactions) {
    this.transactions = transactions;
    this.table = new MemoryTable<>(transactions);
  }

  @Override
  public int addAll(List<Notification> notifications) {
    return transactions.alone(() -> {
      int before = table.keys().size();
      for (Notification each : notifications) {
        if (of(each.user()).stream()
            .noneMatch(n -> n.message().key().equals(each.message().key()))) {
          table.put(each.id(), each);
        }
      }
      return table.keys().size() - before;
    });
  }

  @Override
  public Optional<Notification> find(NotificationId id, UserId user) {
    return table.find(id).filter(n -> n.user().equals(user));
  }

  @Override
  public Page<Notification> list(ListQuery query, UserId user) {
    return new MemoryLists<>(NotificationFields.CATALOGUE).page(of(user), query);
  }

  @Override
  public int unread(UserId user, int most) {
    return (int) of(user).stream().filter(Notification::isUnread).limit(most).count();
  }

  @Override
  public void read(NotificationId id, UserId user, Instant now) {
    find(id, user).ifPresent(n -> table.put(id, n.read(now)));
  }

  @Override
  public int readAll(UserId user, Instant until, Instant now) {
    return transactions.alone(() -> {
      List<Notification> unread =
          of(user).stream().filter(n -> n.isUnread() && !n.at().isAfter(until)).toList();
      unread.forEach(n -> table.put(n.id(), n.read(now)));
      return unread.size();
    });
  }

  @Override
  public int forget(Instant readBefore, Instant cameBefore) {
    return transactions.alone(() -> {
      List<Notification> old =
          table.all().stream()
              .filter(n ->
                  n.at().isBefore(cameBefore)
                      || Optional.ofNullable(n.readAt())
                          .filter(read -> read.isBefore(readBefore))
                          .isPresent())
              .toList();
      old.forEach(n -> table.remove(n.id()));
      return old.size();
    });
  }

  private List<Notification> of(UserId user) {
    return table.all().stream().filter(n -> n.user().equals(user)).toList();
  }
}
