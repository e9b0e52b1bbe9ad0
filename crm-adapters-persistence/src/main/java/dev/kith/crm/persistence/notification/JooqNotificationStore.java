package dev.kith.crm.persistence.notification;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static dev.kith.crm.persistence.generated.Tables.NOTIFICATION;
import static org.jooq.impl.DSL.selectOne;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.notification.NotificationFields;
import dev.kith.crm.application.notification.NotificationStore;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.notification.Message;
import dev.kith.crm.domain.notification.Notification;
import dev.kith.crm.domain.notification.NotificationId;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.persistence.generated.tables.records.NotificationRecord;
import dev.kith.crm.persistence.kernel.Column;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.ListSql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;

public final class JooqNotificationStore implements NotificationStore {

  private final Database database;
  private final ListSql<Notification> list;

  public JooqNotificationStore(Database database) {
    this.database = database;
    this.list =
        new ListSql<>(
            database,
            NotificationFields.CATALOGUE,
            ImmutableMap.<String, Column>builder()
                .put("id", Column.exact(NOTIFICATION.ID, false))
                .put("at", Column.exact(NOTIFICATION.RAISED_AT, false))
                .put("readAt", Column.exact(NOTIFICATION.READ_AT, true))
                .put("topic", Column.text(database, NOTIFICATION.TOPIC, false))
                .put("aboutType", Column.text(database, NOTIFICATION.ABOUT_TYPE, true))
                .put("aboutId", Column.exact(NOTIFICATION.ABOUT_ID, true))
                .buildOrThrow(),
            NOTIFICATION.ID,
            NOTIFICATION,
            List.of(NOTIFICATION.asterisk()),
            r -> notification(r.into(NOTIFICATION)));
  }

  @Override
  public int addAll(List<Notification> notifications) {
    // H2 looks for conflicts only with what was there before the statement.
    List<NotificationRecord> rows =
        notifications.stream()
            .collect(toImmutableMap(n -> List.of(n.user(), n.message().key()), n -> n, (a, b) -> a))
            .values()
            .stream()
            .map(JooqNotificationStore::row)
            .toList();
    return rows.isEmpty()
        ? 0
        : database.dsl().insertInto(NOTIFICATION).set(rows).onConflictDoNothing().execute();
  }

  @Override
  public Optional<Notification> find(NotificationId id, UserId user) {
    return database
        .dsl()
        .selectFrom(NOTIFICATION)
        .where(is(id, user))
        .fetchOptional(JooqNotificationStore::notification);
  }

  @Override
  public Page<Notification> list(ListQuery query, UserId user) {
    return list.page(query, NOTIFICATION.USER_ID.eq(user.value()));
  }

  @Override
  public int unread(UserId user, int most) {
    return database
        .dsl()
        .fetchCount(selectOne().from(NOTIFICATION).where(unread(user)).limit(most));
  }

  @Override
  public void read(NotificationId id, UserId user, Instant now) {
    database
        .dsl()
        .update(NOTIFICATION)
        .set(NOTIFICATION.READ_AT, now)
        .where(is(id, user))
        .and(NOTIFICATION.READ_AT.isNull())
        .execute();
  }

  @Override
  public int readAll(UserId user, Instant until, Instant now) {
    return database
        .dsl()
        .update(NOTIFICATION)
        .set(NOTIFICATION.READ_AT, now)
        .where(unread(user))
        .and(NOTIFICATION.RAISED_AT.le(until))
        .execute();
  }

  @Override
  public int forget(Instant readBefore, Instant cameBefore) {
    return database
        .dsl()
        .deleteFrom(NOTIFICATION)
        .where(NOTIFICATION.READ_AT.lt(readBefore).or(NOTIFICATION.RAISED_AT.lt(cameBefore)))
        .execute();
  }

  private static Condition is(NotificationId id, UserId user) {
    return NOTIFICATION.ID.eq(id.value()).and(NOTIFICATION.USER_ID.eq(user.value()));
  }

  private static Condition unread(UserId user) {
    return NOTIFICATION.USER_ID.eq(user.value()).and(NOTIFICATION.READ_AT.isNull());
  }

  private static Notification notification(NotificationRecord row) {
    return new Notification(
        new NotificationId(row.getId()),
        new UserId(row.getUserId()),
        new Message(
            row.getOnceKey(),
            row.getTopic(),
            row.getText(),
            row.getDetail(),
            row.getAboutId() == null ? null : new Subject(row.getAboutType(), row.getAboutId()),
            row.getCause()),
        row.getRaisedAt(),
        row.getReadAt());
  }

  private static NotificationRecord row(Notification notification) {
    Message message = notification.message();
    Subject about = message.about();
    NotificationRecord row = new NotificationRecord();
    row.setId(notification.id().value());
    row.setUserId(notification.user().value());
    row.setOnceKey(message.key());
    row.setTopic(message.topic());
    row.setText(message.text());
    row.setDetail(message.detail());
    row.setAboutType(about == null ? null : about.type());
    row.setAboutId(about == null ? null : about.id());
    row.setCause(message.cause());
    row.setRaisedAt(notification.at());
    row.setReadAt(notification.readAt());
    return row;
  }
}
