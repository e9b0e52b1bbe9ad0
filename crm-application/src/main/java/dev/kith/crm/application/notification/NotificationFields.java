package dev.kith.crm.application.notification;

import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.Field.Type;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.notification.Notification;
import dev.kith.crm.domain.shared.Subject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fields of notifications, as lists know them. */
public final class NotificationFields {

  private static final Field<Notification> ID = Field.of("id", "Id", Type.ID, n -> n.id().value());

  public static final FieldCatalogue<Notification> CATALOGUE =
      FieldCatalogue.of(
          ID,
          new SortKey("at", true),
          List.of(
              ID,
              Field.<Notification>of("at", "When", Type.INSTANT, Notification::at).sorted(),
              Field.of(
                  "readAt", "Read; empty while it is unread", Type.INSTANT, Notification::readAt),
              Field.of("topic", "Kind of message", Type.TEXT, n -> n.message().topic()),
              Field.<Notification>of("text", "Message", Type.TEXT, n -> n.message().text())
                  .shownOnly(),
              Field.<Notification>of("detail", "More of it", Type.TEXT, n -> n.message().detail())
                  .shownOnly(),
              Field.of("aboutType", "Kind of record", Type.TEXT, NotificationFields::aboutType),
              Field.of("aboutId", "Record that it is about", Type.ID, NotificationFields::aboutId),
              Field.<Notification>of(
                      "cause", "What made the CRM tell it", Type.TEXT, n -> n.message().cause())
                  .shownOnly()));

  private NotificationFields() {}

  private static @Nullable String aboutType(Notification notification) {
    Subject about = notification.message().about();
    return about == null ? null : about.type();
  }

  private static @Nullable UUID aboutId(Notification notification) {
    Subject about = notification.message().about();
    return about == null ? null : about.id();
  }
}
