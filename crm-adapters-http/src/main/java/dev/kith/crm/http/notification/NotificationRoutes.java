package dev.kith.crm.http.notification;

import dev.kith.crm.application.notification.NotificationFields;
import dev.kith.crm.application.notification.Notifications;
import dev.kith.crm.domain.notification.Notification;
import dev.kith.crm.domain.notification.NotificationId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.CatalogueJson;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.List;
import java.util.Set;

/** What the CRM told the caller, over REST. */
public final class NotificationRoutes {

  private static final String TAG = "Notifications";

  private static final Shape.Fields NOTIFICATION =
      CatalogueJson.shape(
          "Notification", NotificationFields.CATALOGUE, Set.of("id", "at", "topic", "text"));

  private static final Shape.Fields PAGE =
      Lists.pageOf(
          "NotificationPage",
          CatalogueJson.shape("ListedNotification", NotificationFields.CATALOGUE, Set.of()));

  private static final Shape.Fields UNREAD =
      Shape.fields(
          "UnreadNotifications",
          Shape.required(
              "count",
              Shape.whole(0, Notifications.MOST_COUNTED),
              "How many are unread; " + Notifications.MOST_COUNTED + " also where there are more"));

  private static final Shape.Fields MARKED =
      Shape.fields(
          "MarkedNotifications", Shape.required("count", Shape.count(), "How many were unread"));

  private NotificationRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get("/notifications", "listNotifications")
            .says(TAG, "List what one was told, the latest first")
            .query(Lists.parametersBut(NotificationFields.CATALOGUE, "q", "bin"))
            .answers(200, PAGE, "A page of one's own notifications")
            .refuses("invalid")
            .handledBy(
                call -> Lists.answer(call, NotificationFields.CATALOGUE, q -> own(call).list(q))),
        Route.get("/notifications/unread", "countUnreadNotifications")
            .says(TAG, "Count what one has not read")
            .answers(200, UNREAD, "How many are unread")
            .handledBy(call ->
                Outcome.done(Reply.json(200, Json.object().put("count", own(call).unread())))),
        Route.post("/notifications:read-all", "readAllNotifications")
            .says(TAG, "Mark everything as read")
            .query(
                "until",
                Shape.instant(),
                "Only what came then or before, so that what comes meanwhile stays unread")
            .answers(200, MARKED, "How many were marked")
            .refuses("invalid")
            .handledBy(call ->
                own(call)
                    .markAllRead(call.instant("until").orElse(null))
                    .map(marked -> Reply.json(200, Json.object().put("count", marked.count())))),
        Route.get("/notifications/{id}", "getNotification")
            .says(TAG, "Read one of one's notifications")
            .answers(200, NOTIFICATION, "The notification")
            .refuses("not-found")
            .handledBy(call -> own(call).get(id(call)).map(NotificationRoutes::reply)),
        Route.post("/notifications/{id}:read", "readNotification")
            .says(TAG, "Mark one as read")
            .answers(200, NOTIFICATION, "The notification as it is now")
            .refuses("not-found")
            .handledBy(call -> own(call).markRead(id(call)).map(NotificationRoutes::reply)));
  }

  private static Reply reply(Notification notification) {
    return Reply.json(200, CatalogueJson.of(NotificationFields.CATALOGUE, notification, Set.of()));
  }

  private static Notifications own(Call call) {
    return call.workspace().notifications();
  }

  private static NotificationId id(Call call) {
    return new NotificationId(call.id("notification"));
  }
}
