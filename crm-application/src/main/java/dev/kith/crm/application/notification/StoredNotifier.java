package dev.kith.crm.application.notification;

import dev.kith.crm.application.access.AccessReads;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.notification.Message;
import dev.kith.crm.domain.notification.Notification;
import dev.kith.crm.domain.notification.NotificationId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

final class StoredNotifier implements Notifier {

  private final Kernel kernel;

  StoredNotifier(Kernel kernel) {
    this.kernel = kernel;
  }

  @Override
  public int tell(Audience audience, Message message) {
    Instant now = kernel.now();
    List<Notification> told =
        users(audience).stream()
            // In one order, so that two who tell the same do not wait for each other.
            .sorted(Comparator.comparing(UserId::value))
            .map(user ->
                Notification.of(new NotificationId(kernel.ids().next()), user, message, now))
            .toList();
    return told.isEmpty()
        ? 0
        : kernel.transactions().always(() -> kernel.storage().notifications().addAll(told));
  }

  private Set<UserId> users(Audience audience) {
    AccessReads reads = kernel.storage().accessReads();
    return switch (audience) {
      case Audience.Users(var users) -> users;
      case Audience.Members(var team) -> reads.activeMembers(team);
      case Audience.Holders(var role) -> reads.activeHolders(role);
    };
  }
}
