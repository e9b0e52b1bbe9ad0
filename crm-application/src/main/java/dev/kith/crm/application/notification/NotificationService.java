package dev.kith.crm.application.notification;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.notification.Notification;
import dev.kith.crm.domain.notification.NotificationId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

final class NotificationService implements Notifications {

  private final Kernel kernel;
  private final Context context;
  private final NotificationStore store;

  NotificationService(Kernel kernel, Context context) {
    this.kernel = kernel;
    this.context = context;
    this.store = kernel.storage().notifications();
  }

  @Override
  public FieldCatalogue<Notification> fields() {
    return NotificationFields.CATALOGUE;
  }

  @Override
  public Outcome<Page<Notification>> list(ListQuery query) {
    return Outcome.done(store.list(query, self()));
  }

  @Override
  public int unread() {
    return store.unread(self(), MOST_COUNTED);
  }

  @Override
  public Outcome<Notification> get(NotificationId id) {
    return Outcome.found(store.find(id, self()), () -> NotFound.of("notification", id.value()));
  }

  @Override
  public Outcome<Notification> markRead(NotificationId id) {
    return kernel
        .idempotency()
        .once(
            context,
            "notification.read",
            id,
            Notification.class,
            () ->
                get(id)
                    .map(found -> {
                      Notification read = found.read(kernel.now());
                      if (!read.equals(found)) {
                        store.read(id, self(), kernel.now());
                      }
                      return read;
                    }));
  }

  @Override
  public Outcome<Marked> markAllRead(@Nullable Instant until) {
    return kernel
        .idempotency()
        .once(
            context,
            "notification.read-all",
            String.valueOf(until),
            Marked.class,
            () -> {
              Instant now = kernel.now();
              return Outcome.done(
                  new Marked(store.readAll(self(), until == null ? now : until, now)));
            });
  }

  private UserId self() {
    return context.actor().id();
  }
}
