package dev.kith.crm.testkit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingLong;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.account.AccountFields;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.lifecycle.LifecycleReads.Passage;
import dev.kith.crm.application.lifecycle.LifecycleReads.Slice;
import dev.kith.crm.application.lifecycle.LifecycleReads.Span;
import dev.kith.crm.application.list.FilterParser;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.Stay;
import dev.kith.crm.domain.lifecycle.Lifecycle;
import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.domain.lifecycle.Stage;
import dev.kith.crm.domain.lifecycle.StageCategory;
import dev.kith.crm.domain.lifecycle.StageTransition;
import dev.kith.crm.domain.lifecycle.Survival.Stayed;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Accounts;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the ports of the lifecycle promise, and what the store of accounts does of stays. */
public interface LifecycleContract extends StorageContract {

  Instant NOON = Accounts.CREATED;
  LifecycleTerms USUAL = Lifecycle.USUAL.terms();

  @Test
  default void there_is_a_lifecycle_from_the_beginning_and_its_versions_stay_readable() {
    Lifecycle before = storage().lifecycle().current();
    Lifecycle second =
        changed(before, with(USUAL, new Stage("EXTRA", "Extra", 200, StageCategory.ACTIVE)));
    Lifecycle third = changed(second, USUAL);

    assertThat(storage().lifecycle().find(Lifecycle.ID)).contains(third);
    assertThat(storage().lifecycle().find(Accounts.anId().value())).isEmpty();
    assertThat(storage().lifecycle().version(second.revision().version())).contains(second);
    assertThat(storage().lifecycle().version(1)).contains(Lifecycle.USUAL);
    assertThat(storage().lifecycle().version(9_999)).isEmpty();
    assertThat(storage().transactions().run(() -> storage().lifecycle().update(second)))
        .isEqualTo(
            Outcome.refused(
                new StaleVersion(
                    "lifecycle",
                    Lifecycle.ID.toString(),
                    before.revision().version(),
                    third.revision().version())));
  }

  @Test
  default void a_stage_that_an_account_is_in_cannot_go_and_none_comes_to_one_that_is_gone() {
    Stage extra = new Stage("CAUGHT", "Caught", 300, StageCategory.ACTIVE);
    LifecycleTerms more = with(USUAL, extra);
    Lifecycle changed = changed(storage().lifecycle().current(), more);
    Account account = went(added(null), more, NOON, "CAUGHT");

    assertThat(storage().lifecycleReads().accountsIn()).containsEntry("CAUGHT", 1L);
    assertThatThrownBy(() -> changed(changed, USUAL)).isInstanceOf(ConcurrentChangeException.class);

    Account back = went(account, more, NOON, "PROSPECT");
    changed(changed, USUAL);
    Change<Account> late = moved(back, more, NOON, "CAUGHT").orElseThrow();
    assertThatThrownBy(
            () -> storage().transactions().run(() -> storage().accounts().update(late.next())))
        .isInstanceOf(ConcurrentChangeException.class);
  }

  @Test
  default void nobody_is_left_in_a_stage_that_goes_while_they_enter_it() {
    LifecycleTerms more = with(USUAL, new Stage("RACED", "Raced", 310, StageCategory.ACTIVE));
    Lifecycle changed = changed(storage().lifecycle().current(), more);
    Account account = added(null);
    Account there = moved(account, more, NOON, "RACED").orElseThrow().next();

    AtomicReference<@Nullable Beside<Boolean>> other = new AtomicReference<>();
    boolean entered =
        isKept(() -> {
          Outcome<Account> saved = storage().accounts().update(there);
          if (other.get() == null) {
            other.set(
                Beside.start(() ->
                    isKept(() -> storage().lifecycle().update(changed.set(USUAL, NOON).next()))));
            Objects.requireNonNull(other.get()).untilDoneOrWaiting();
          }
          return saved;
        });
    boolean gone = Objects.requireNonNull(other.get()).result();

    assertThat(entered).isEqualTo(!gone);
    assertThat(storage().lifecycleReads().accountsIn().containsKey("RACED")).isEqualTo(!gone);
    if (entered) {
      went(there, more, NOON, "PROSPECT");
      changed(changed, USUAL);
    }
  }

  private boolean isKept(Supplier<Outcome<?>> work) {
    try {
      return storage().transactions().run(() -> work.get().map(done -> true))
          instanceof Outcome.Done<Boolean>;
    } catch (ConcurrentChangeException lost) {
      return false;
    }
  }

  @Test
  default void lists_follow_the_order_of_the_stages_at_once() {
    UserId owner = anOwner();
    Account target = went(added(owner), USUAL, NOON, "TARGET");
    Account prospect = added(owner);
    assertThat(listed(owner, null)).containsExactly(prospect.id(), target.id());

    Lifecycle swapped =
        changed(
            storage().lifecycle().current(),
            new LifecycleTerms(
                USUAL.stages().stream()
                    .map(s ->
                        s.key().equals("TARGET")
                            ? new Stage("TARGET", s.name(), 5, s.category())
                            : s)
                    .toList(),
                USUAL.transitions()));

    assertThat(listed(owner, null)).containsExactly(target.id(), prospect.id());
    assertThat(listed(owner, "stage eq 'target'")).containsExactly(target.id());
    assertThat(listed(owner, "highWaterMark eq 'PROSPECT'")).containsExactly(prospect.id());
    assertThat(listed(owner, "stageEnteredAt lt " + NOON)).isEmpty();
    changed(swapped, USUAL);
  }

  @Test
  default void stays_have_no_gap_and_no_overlap_whatever_happens_to_the_account() {
    Seeded.cases(
        5,
        random -> {
          Account account = added(null);
          Instant now = NOON;
          List<Stay> expected = new ArrayList<>(List.of(account.stage().stay()));
          for (int i = 0; i < 30; i++) {
            now = now.plusSeconds(random.nextInt(60) - 3);
            String to = USUAL.stages().get(random.nextInt(USUAL.stages().size())).key();
            Change<Account> change =
                switch (random.nextInt(6)) {
                  case 0 -> account.delete(now);
                  case 1 -> account.restore(null, now);
                  case 2 ->
                      account.assign(anOwner(), now) instanceof Outcome.Done<Change<Account>>(var c)
                          ? c
                          : Change.none(account);
                  default ->
                      moved(account, USUAL, now, to) instanceof Outcome.Done<Change<Account>>(var c)
                          ? c
                          : Change.none(account);
                };
            if (!change.next().equals(account)) {
              Account next = change.next();
              account = kept(() -> storage().accounts().update(next));
              if (account.stage().number() == expected.size()) {
                Stay stay = account.stage().stay();
                expected.set(expected.size() - 1, expected.getLast().until(stay.from()));
                expected.add(stay);
              }
            }
          }
          List<Stay> stays = storage().accountReads().stays(account.id());
          assertThat(stays).isEqualTo(expected);
          assertThat(stays.getFirst().from()).isEqualTo(account.revision().createdAt());
          assertThat(stays.getLast().to()).isNull();
          for (int i = 1; i < stays.size(); i++) {
            assertThat(stays.get(i).from()).isEqualTo(stays.get(i - 1).to());
          }
        });
  }

  @Test
  default void stays_of_an_account_that_is_not_there_are_none() {
    assertThat(storage().accountReads().stays(Accounts.anId())).isEmpty();
  }

  @Test
  default void passages_and_lengths_are_counted_of_visible_live_accounts() {
    UserId owner = anOwner();
    Account first = added(owner);
    went(went(first, USUAL, at(10), "TARGET"), USUAL, at(30), "PROSPECT");
    went(added(owner), USUAL, at(10), "TARGET");
    Account binned = went(added(owner), USUAL, at(10), "TARGET");
    kept(() -> storage().accounts().update(binned.delete(at(11)).next()));
    went(added(anOwner()), USUAL, at(10), "TARGET");
    Slice mine = new Slice(null, null, new Visibility.OwnedBy(Set.of(owner)));

    assertThat(storage().lifecycleReads().passages(mine))
        .containsExactlyInAnyOrder(
            new Passage("PROSPECT", "TARGET", 2),
            new Passage("TARGET", "PROSPECT", 1),
            new Passage("TARGET", null, 1),
            new Passage("PROSPECT", null, 1));
    assertThat(storage().lifecycleReads().accountsThrough(mine))
        .containsOnly(Map.entry("PROSPECT", 2L), Map.entry("TARGET", 2L));
    assertThat(counted(mine, "PROSPECT"))
        .containsExactlyInAnyOrder(new Stayed(10, true, 2), new Stayed(20, false, 1));
    assertThat(counted(mine, "TARGET"))
        .containsExactlyInAnyOrder(new Stayed(20, true, 1), new Stayed(40, false, 1));

    Slice later = new Slice(at(10), at(30), mine.visible());
    assertThat(storage().lifecycleReads().passages(later))
        .containsExactlyInAnyOrder(
            new Passage("TARGET", "PROSPECT", 1), new Passage("TARGET", null, 1));
    assertThat(storage().lifecycleReads().accountsThrough(later))
        .containsOnly(Map.entry("TARGET", 2L));
    assertThat(counted(later, "PROSPECT")).isEmpty();
  }

  @Test
  default void stays_are_told_by_the_hours_in_which_they_began_and_ended() {
    UserId owner = anOwner();
    went(added(owner), USUAL, at(10), "TARGET");
    went(added(owner), USUAL, at(10).plusSeconds(3_599), "TARGET");
    went(added(anOwner()), USUAL, at(10), "TARGET");
    Slice mine = new Slice(null, null, new Visibility.OwnedBy(Set.of(owner)));
    long ten = at(10).getEpochSecond() / 3_600;
    assertThat(spans(mine, Set.of("TARGET"))).containsExactly(new Span("TARGET", ten, null, 2));
    assertThat(spans(mine, Set.of("PROSPECT")))
        .containsExactly(
            new Span("PROSPECT", Accounts.CREATED.getEpochSecond() / 3_600, (Long) ten, 2));
    assertThat(spans(mine, Set.of("CUSTOMER"))).isEmpty();
  }

  /** A store may tell the same spans in one or in several. */
  private List<Span> spans(Slice slice, Set<String> stages) {
    return storage().lifecycleReads().spans(slice, stages).stream()
        .collect(
            groupingBy(s -> new Span(s.stage(), s.since(), s.until(), 0), summingLong(Span::stays)))
        .entrySet()
        .stream()
        .map(
            e -> new Span(e.getKey().stage(), e.getKey().since(), e.getKey().until(), e.getValue()))
        .toList();
  }

  /** As seen fifty hours after noon; a store may tell the same lengths in one or in several. */
  private List<Stayed> counted(Slice slice, String stage) {
    return storage().lifecycleReads().lengths(slice, at(50)).getOrDefault(stage, List.of()).stream()
        .collect(groupingBy(s -> new Stayed(s.hours(), s.left(), 0), summingLong(Stayed::accounts)))
        .entrySet()
        .stream()
        .map(e -> new Stayed(e.getKey().hours(), e.getKey().left(), e.getValue()))
        .toList();
  }

  private List<Object> listed(UserId owner, @Nullable String filter) {
    ListQuery all =
        ListQuery.all(AccountFields.CATALOGUE).sortedBy(new SortKey("stageOrder", false));
    ListQuery query =
        filter == null
            ? all
            : all.where(FilterParser.parse(AccountFields.CATALOGUE, filter).orElseThrow());
    return storage()
        .accountReads()
        .page(query, new Visibility.OwnedBy(Set.of(owner)))
        .items()
        .stream()
        .<Object>map(AccountView::id)
        .toList();
  }

  private static Instant at(int hours) {
    return NOON.plus(Duration.ofHours(hours));
  }

  private static UserId anOwner() {
    return new UserId(Leads.anId().value());
  }

  private static LifecycleTerms with(LifecycleTerms terms, Stage stage) {
    return new LifecycleTerms(
        Stream.concat(terms.stages().stream(), Stream.of(stage)).toList(),
        Stream.concat(
                terms.transitions().stream(),
                Stream.of(
                    StageTransition.free("PROSPECT", stage.key()),
                    StageTransition.free(stage.key(), "PROSPECT")))
            .toList());
  }

  private Lifecycle changed(Lifecycle before, LifecycleTerms terms) {
    return kept(() -> storage().lifecycle().update(before.set(terms, NOON).next()));
  }

  private Account added(@Nullable UserId owner) {
    Account account = Accounts.of(AccountDraft.named("Vogel GmbH"), owner);
    return kept(() -> storage().accounts().add(account));
  }

  private Account went(Account account, LifecycleTerms terms, Instant now, String to) {
    Account next = moved(account, terms, now, to).orElseThrow().next();
    return kept(() -> storage().accounts().update(next));
  }

  private static Outcome<Change<Account>> moved(
      Account account, LifecycleTerms terms, Instant now, String to) {
    return account.transition(Accounts.to(to, "So it is."), terms, way -> true, now);
  }
}
