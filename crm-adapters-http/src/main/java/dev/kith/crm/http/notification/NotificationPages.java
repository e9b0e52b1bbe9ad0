package dev.kith.crm.http.notification;

import dev.kith.crm.application.list.Cursors;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.ListRequests;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.notification.NotificationFields;
import dev.kith.crm.domain.notification.Notification;
import dev.kith.crm.domain.notification.NotificationId;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the CRM told who is looking. */
public final class NotificationPages {

  private static final String HERE = "/notifications";

  private NotificationPages() {}

  /**
   * @param unreadOnly whether what was read is left out
   * @param latest until when everything is marked as read: what comes later has not been seen
   * @param next the address of the page after this; null on the last
   */
  record Told(List<Item> items, boolean unreadOnly, Instant latest, @Nullable String next) {}

  /**
   * @param kind of the record that it is about, for people; null where it is about none, or one
   *     that has no page for this reader
   */
  record Item(Notification notification, @Nullable String kind) {
    String tone() {
      return switch (notification.message().topic()) {
        case "rule.suspended", "task.escalated" -> "bad";
        default -> "";
      };
    }

    String icon() {
      return tone().isEmpty() ? "bell" : "alert";
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get(HERE, NotificationPages::list);
    routes.post(HERE + "/read-all", NotificationPages::readAll);
    routes.post(HERE + "/{id}/read", visit -> read(visit, false));
    routes.post(HERE + "/{id}/open", visit -> read(visit, true));
  }

  private static void list(Visit visit) {
    boolean unreadOnly = isOfUnread(visit);
    Map<String, String> parameters = new HashMap<>();
    if (unreadOnly) {
      parameters.put("filter", "readAt isNull");
    }
    if (!visit.query("cursor").isEmpty()) {
      parameters.put("cursor", visit.query("cursor"));
    }
    byte[] key = visit.wholeCrm().signingKey();
    visit.with(
        ListRequests.parse(NotificationFields.CATALOGUE, parameters, key),
        query ->
            visit.with(
                visit.crm().notifications().list(query),
                page ->
                    visit.show(
                        "notification/notifications.jte",
                        "Notifications",
                        Section.NOTIFICATIONS,
                        new Told(
                            page.items().stream().map(n -> item(visit, n)).toList(),
                            unreadOnly,
                            visit.now(),
                            next(unreadOnly, query, page, key)))));
  }

  private static boolean isOfUnread(Visit visit) {
    return visit.query("show").equals("unread");
  }

  private static Item item(Visit visit, Notification notification) {
    Subject about = notification.message().about();
    return new Item(
        notification,
        about == null || href(visit, about).isEmpty()
            ? null
            : visit.histories().kind(about.type()).orElseThrow().noun());
  }

  private static Optional<String> href(Visit visit, Subject about) {
    return visit
        .histories()
        .kind(about.type())
        .flatMap(words -> Optional.ofNullable(words.href(about.id(), visit.actor())));
  }

  private static @Nullable String next(
      boolean unreadOnly, ListQuery query, Page<Notification> page, byte[] key) {
    var cursor = page.next();
    return cursor == null
        ? null
        : HERE
            + (unreadOnly ? "?show=unread&" : "?")
            + "cursor="
            + Cursors.write(cursor, query.sort(), key);
  }

  /** Opening what it is about is reading it. */
  private static void read(Visit visit, boolean opening) {
    visit
        .pathId()
        .ifPresentOrElse(
            id ->
                visit.with(
                    visit.crm().notifications().markRead(new NotificationId(id)),
                    read -> {
                      Subject about = read.message().about();
                      String list = HERE + (isOfUnread(visit) ? "?show=unread" : "");
                      visit.go(opening && about != null ? href(visit, about).orElse(HERE) : list);
                    }),
            () -> visit.error(ErrorPage.NOT_FOUND));
  }

  private static void readAll(Visit visit) {
    visit.with(
        visit.crm().notifications().markAllRead(moment(visit.form("until"))),
        marked -> visit.go(HERE, Notice.NOTIFICATIONS_READ));
  }

  private static @Nullable Instant moment(String text) {
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
