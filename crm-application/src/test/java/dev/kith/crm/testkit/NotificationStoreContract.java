package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.list.FilterParser;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.notification.NotificationFields;
import dev.kith.crm.application.notification.NotificationStore;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.notification.Message;
import dev.kith.crm.domain.notification.Notification;
import dev.kith.crm.domain.notification.NotificationId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What {@link NotificationStore} promises. */
public interface NotificationStoreContract extends StorageContract {

  Instant NOW = AccessFixtures.THEN;

  @Test
  default void one_comes_back_as_it_was_and_only_to_whom_it_was_told() {
    UserId ana = user();
    Notification whole =
        new Notification(
            new NotificationId(UUID.randomUUID()),
            ana,
            new Message(
                "whole",
                "rule.suspended",
                "„Köln“ stands still 😀",
                "Line one\nline two",
                new Subject("rule", UUID.randomUUID()),
                "rule/1/2"),
            NOW,
            null);
    Notification bare = told(ana, "bare", NOW.plusSeconds(1));
    assertThat(added(whole, bare)).isEqualTo(2);

    assertThat(store().find(whole.id(), ana)).contains(whole);
    assertThat(store().find(whole.id(), user())).isEmpty();
    assertThat(store().list(all(), ana).items()).containsExactly(bare, whole);
    assertThat(store().list(all(), user()).items()).isEmpty();
  }

  @Test
  default void nobody_is_told_twice_under_one_key() {
    UserId ana = user();
    UserId ben = user();
    assertThat(added(told(ana, "key", NOW))).isEqualTo(1);
    assertThat(added(told(ana, "key", NOW), told(ben, "key", NOW))).isEqualTo(1);
    assertThat(added(told(ben, "same", NOW), told(ben, "same", NOW))).isEqualTo(1);
    kept(() -> {
      store().readAll(ana, NOW, NOW);
      return Outcome.done(ana);
    });
    assertThat(added(told(ana, "key", NOW.plusSeconds(9)))).as("though it was read").isZero();
    assertThat(store().unread(ana, 100)).isZero();
    assertThat(store().unread(ben, 100)).isEqualTo(2);
  }

  @Test
  default void what_is_undone_was_never_told() {
    UserId ana = user();
    storage()
        .transactions()
        .run(() -> {
          store().addAll(List.of(told(ana, "undone", NOW)));
          return Outcome.refused(NotFound.of("nothing", ana.value()));
        });
    assertThat(store().unread(ana, 100)).isZero();
    assertThat(added(told(ana, "undone", NOW))).isEqualTo(1);
  }

  @Test
  default void reading_is_kept_and_counted_as_far_as_asked_for() {
    UserId ana = user();
    Notification first = told(ana, "1", NOW);
    Notification second = told(ana, "2", NOW.plusSeconds(1));
    Notification third = told(ana, "3", NOW.plusSeconds(2));
    added(first, second, third);
    assertThat(store().unread(ana, 100)).isEqualTo(3);
    assertThat(store().unread(ana, 2)).isEqualTo(2);

    Instant later = NOW.plusSeconds(60);
    kept(() -> {
      store().read(first.id(), user(), later);
      store().read(first.id(), ana, later);
      store().read(first.id(), ana, later.plusSeconds(1));
      return Outcome.done(ana);
    });
    assertThat(store().find(first.id(), ana)).contains(first.read(later));
    assertThat(kept(() -> Outcome.done(store().readAll(ana, second.at(), later)))).isEqualTo(1);
    assertThat(store().unread(ana, 100)).isEqualTo(1);
    assertThat(store().list(where("readAt isNull"), ana).items()).containsExactly(third);
    assertThat(store().list(where("not readAt isNull and topic eq 'test'"), ana).items())
        .containsExactly(second.read(later), first.read(later));
  }

  @Test
  default void they_are_paged_the_latest_first() {
    UserId ana = user();
    Notification first = told(ana, "1", NOW);
    Notification second = told(ana, "2", NOW.plusSeconds(1));
    Notification third = told(ana, "3", NOW.plusSeconds(2));
    added(second, third, first);
    Page<Notification> page = store().list(all().limitedTo(2), ana);
    assertThat(page.items()).containsExactly(third, second);
    assertThat(store().list(all().after(page.next()), ana).items()).containsExactly(first);
  }

  @Test
  default void what_was_read_long_ago_and_what_nobody_reads_is_forgotten() {
    UserId ana = user();
    Notification ancient = told(ana, "ancient", NOW.minusSeconds(1_000));
    Notification read = told(ana, "read", NOW);
    Notification justRead = told(ana, "just read", NOW);
    Notification unread = told(ana, "unread", NOW);
    added(ancient, read, justRead, unread);
    kept(() -> {
      store().read(read.id(), ana, NOW.plusSeconds(10));
      store().read(justRead.id(), ana, NOW.plusSeconds(20));
      return Outcome.done(store().forget(NOW.plusSeconds(20), NOW));
    });
    assertThat(store().list(all(), ana).items())
        .containsExactlyInAnyOrder(justRead.read(NOW.plusSeconds(20)), unread);
  }

  private int added(Notification... notifications) {
    return kept(() -> Outcome.done(store().addAll(List.of(notifications))));
  }

  private static ListQuery all() {
    return ListQuery.all(NotificationFields.CATALOGUE);
  }

  private static ListQuery where(String filter) {
    return all().where(FilterParser.parse(NotificationFields.CATALOGUE, filter).orElseThrow());
  }

  private static UserId user() {
    return new UserId(UUID.randomUUID());
  }

  private static Notification told(UserId user, String key, Instant at) {
    return Notification.of(
        new NotificationId(UUID.randomUUID()),
        user,
        new Message(key, "test", "Told of " + key, null, null, null),
        at);
  }

  private NotificationStore store() {
    return storage().notifications();
  }
}
