package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.account.AccountFields;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.account.stagetime.StageTimeStore;
import dev.kith.crm.application.account.stagetime.StageTimeStore.Planned;
import dev.kith.crm.application.account.stagetime.StageTimeStore.Timed;
import dev.kith.crm.application.list.Cursor;
import dev.kith.crm.application.list.FilterParser;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Accounts;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What {@link StageTimeStore} promises. */
public interface StageTimeStoreContract extends StorageContract {

  // Long before whatever other tests of the same storage plan.
  Instant T0 = Instant.parse("1990-01-01T00:00:00Z");

  @Test
  default void what_is_due_for_longest_is_taken_first_and_only_once() {
    AccountId late = Accounts.anId();
    AccountId early = Accounts.anId();
    keep(new Timed(late, 0, T0.plusSeconds(2)), new Timed(early, 3, T0.plusSeconds(1)));
    assertThat(run(() -> store().nextDue())).contains(T0.plusSeconds(1));
    assertThat(next(T0)).isEmpty();
    assertThat(next(T0.plusSeconds(2))).contains(new Planned(early, 3, T0.plusSeconds(1)));
    assertThat(next(T0.plusSeconds(2))).contains(new Planned(late, 0, T0.plusSeconds(2)));
    assertThat(next(T0.plusSeconds(2))).isEmpty();
  }

  @Test
  default void a_later_stay_takes_the_place_of_an_earlier_one_and_not_the_other_way_round() {
    AccountId account = Accounts.anId();
    keep(new Timed(account, 1, T0));
    keep(new Timed(account, 2, T0.plusSeconds(5)));
    keep(new Timed(account, 1, T0));
    assertThat(next(T0.plusSeconds(9))).contains(new Planned(account, 2, T0.plusSeconds(5)));
    keep(new Timed(account, 2, T0.plusSeconds(6)));
    keep(new Timed(account, 3, null));
    assertThat(next(T0.plusSeconds(9))).isEmpty();
  }

  @RepeatedTest(3)
  default void several_who_plan_for_the_same_accounts_at_once_are_not_in_each_others_way() {
    List<Timed> stays =
        IntStream.range(0, 50)
            .mapToObj(i -> new Timed(Accounts.anId(), 1, T0.plusSeconds(i)))
            .toList();
    assertThat(
            Beside.all(
                8,
                i ->
                    run(() -> {
                      store().keep(stays);
                      return stays.size();
                    })))
        .containsOnly(stays.size());
    for (Timed stay : stays) {
      assertThat(next(T0.plusSeconds(60)))
          .contains(new Planned(stay.account(), 1, Objects.requireNonNull(stay.upAt())));
    }
    assertThat(next(T0.plusSeconds(60))).isEmpty();
  }

  @Test
  default void a_stay_is_told_once_whatever_is_planned_for_it_again() {
    AccountId account = Accounts.anId();
    keep(new Timed(account, 1, T0));
    assertThat(run(() -> store().tell(account, 2))).isFalse();
    assertThat(run(() -> store().tell(account, 1))).isTrue();
    assertThat(run(() -> store().tell(account, 1))).isFalse();
    keep(new Timed(account, 1, T0.plusSeconds(5)));
    assertThat(next(T0.plusSeconds(9))).isEmpty();
    keep(new Timed(account, 1, null));
    keep(new Timed(account, 1, T0));
    assertThat(next(T0.plusSeconds(9))).isEmpty();
    keep(new Timed(account, 2, T0));
    assertThat(next(T0.plusSeconds(9))).contains(new Planned(account, 2, T0));
    assertThat(run(() -> store().tell(account, 2))).isTrue();
  }

  @Test
  default void what_is_left_to_a_job_is_taken_by_that_job_alone() {
    AccountId account = Accounts.anId();
    Planned plan = new Planned(account, 1, T0);
    JobId job = new JobId(Leads.anId().value());
    keep(new Timed(account, 1, T0));
    assertThat(run(() -> store().leaveTo(job, new Planned(account, 1, T0.plusSeconds(1)))))
        .isFalse();
    assertThat(run(() -> store().leaveTo(job, plan))).isTrue();
    assertThat(next(T0.plusSeconds(9))).isEmpty();
    assertThat(run(() -> store().takeLeft(new JobId(Leads.anId().value())))).isEmpty();
    assertThat(run(() -> store().takeLeft(job))).contains(plan);
    assertThat(run(() -> store().takeLeft(job))).isEmpty();

    keep(new Timed(account, 1, T0));
    assertThat(run(() -> store().leaveTo(job, plan))).isTrue();
    keep(new Timed(account, 1, T0.plusSeconds(2)));
    assertThat(run(() -> store().takeLeft(job))).isEmpty();
    assertThat(next(T0.plusSeconds(9))).contains(new Planned(account, 1, T0.plusSeconds(2)));
  }

  @Test
  default void lists_tell_when_the_time_is_up_and_find_accounts_by_it() {
    Account over = added("Over");
    Account within = added("Within");
    Account free = added("Free");
    Set<AccountId> all = Set.of(over.id(), within.id(), free.id());
    keep(new Timed(over.id(), 0, T0), new Timed(within.id(), 0, T0.plusSeconds(60)));
    keep(new Timed(free.id(), 0, null));
    assertThat(ids("stageDueAt le 1990-01-01T00:00:30Z", all)).containsExactly(over.id());
    assertThat(ids("stageDueAt isNull", all)).containsExactly(free.id());
    assertThat(ids("not (stageDueAt isNull)", all))
        .containsExactlyInAnyOrder(over.id(), within.id());
    assertThat(view(within).stageDueAt()).isEqualTo(T0.plusSeconds(60));
    assertThat(view(free).stageDueAt()).isNull();
  }

  @Test
  default void lists_are_sorted_by_when_the_time_is_up_page_by_page() {
    Account later = added("Sorted later");
    Account never = added("Sorted never");
    Account sooner = added("Sorted sooner");
    Account unkept = added("Sorted unkept");
    keep(
        new Timed(later.id(), 0, T0.plusSeconds(60)),
        new Timed(never.id(), 0, null),
        new Timed(sooner.id(), 0, T0));
    ListQuery query =
        ListQuery.all(AccountFields.CATALOGUE)
            .searching("Sorted")
            .sortedBy(new SortKey("stageDueAt", false))
            .limitedTo(1);
    List<AccountId> found = new ArrayList<>();
    Cursor next = null;
    do {
      Page<AccountView> page =
          storage()
              .accountReads()
              .page(next == null ? query : query.after(next), new Visibility.All());
      page.items().forEach(view -> found.add(view.id()));
      next = page.next();
    } while (next != null);
    assertThat(found.subList(0, 2)).containsExactly(sooner.id(), later.id());
    assertThat(found.subList(2, 4)).containsExactlyInAnyOrder(never.id(), unkept.id());
    assertThat(
            storage()
                .accountReads()
                .page(
                    query.sortedBy(new SortKey("stageDueAt", true)).limitedTo(10),
                    new Visibility.All())
                .items())
        .extracting(AccountView::id)
        .containsSubsequence(later.id(), sooner.id());
  }

  @Test
  default void the_time_of_accounts_in_other_stages_stops_counting() {
    Account account = added("Stopped");
    keep(new Timed(account.id(), 0, T0));
    run(() -> {
      store().keepOnly(Set.of("TARGET", account.stage().key()));
      return true;
    });
    assertThat(view(account).stageDueAt()).isEqualTo(T0);
    run(() -> {
      store().keepOnly(Set.of());
      return true;
    });
    assertThat(view(account).stageDueAt()).isNull();
    assertThat(next(T0.plusSeconds(9))).isEmpty();
  }

  private List<AccountId> ids(String filter, Set<AccountId> among) {
    String ids = String.join(", ", among.stream().map(id -> "'" + id + "'").toList());
    return storage()
        .accountReads()
        .page(
            ListQuery.all(AccountFields.CATALOGUE)
                .where(
                    FilterParser.parse(AccountFields.CATALOGUE, "id in (" + ids + ") and " + filter)
                        .orElseThrow()),
            new Visibility.All())
        .items()
        .stream()
        .map(AccountView::id)
        .toList();
  }

  private AccountView view(Account account) {
    return storage().accountReads().find(account.id(), new Visibility.All()).orElseThrow();
  }

  private Account added(String name) {
    Account account = Accounts.of(AccountDraft.named(name + " " + Leads.anId()));
    return kept(() -> storage().accounts().add(account));
  }

  private void keep(Timed... stays) {
    run(() -> {
      store().keep(List.of(stays));
      return true;
    });
  }

  private Optional<Planned> next(Instant now) {
    return run(() -> store().takeNext(now));
  }

  private <T> T run(Supplier<T> work) {
    return storage().transactions().run(() -> Outcome.done(work.get())).orElseThrow();
  }

  private StageTimeStore store() {
    return storage().stageTimes();
  }
}
