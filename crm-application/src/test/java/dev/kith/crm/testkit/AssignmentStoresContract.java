package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.assignment.AssignmentPools.Assign;
import dev.kith.crm.application.assignment.AssignmentView;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.Filter.Op;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.assignment.Assignment;
import dev.kith.crm.domain.assignment.AssignmentId;
import dev.kith.crm.domain.assignment.AssignmentPool;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.assignment.Choice;
import dev.kith.crm.domain.assignment.Choice.How;
import dev.kith.crm.domain.assignment.Choice.PassedOver;
import dev.kith.crm.domain.assignment.Hindrance;
import dev.kith.crm.domain.assignment.OutOfOffice;
import dev.kith.crm.domain.assignment.PoolMember;
import dev.kith.crm.domain.assignment.PoolTerms;
import dev.kith.crm.domain.assignment.PoolTerms.Matching;
import dev.kith.crm.domain.assignment.PoolTerms.Strategy;
import dev.kith.crm.domain.assignment.Turns;
import dev.kith.crm.domain.assignment.Turns.Had;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.NameTaken;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Language;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.testkit.LeadDrafts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What the stores of assignment promise. */
public interface AssignmentStoresContract extends StorageContract {

  Instant T0 = Instant.parse("2026-11-02T12:00:00.123456Z");
  int PEOPLE = 6;
  int LEADS_EACH = 5;

  @Test
  default void a_pool_comes_back_as_it_was_and_its_name_is_its_own() {
    String name = "Sales " + UUID.randomUUID();
    AssignmentPool pool = added(pool(name));
    assertThat(storage().assignmentPools().find(pool.id())).contains(pool);
    assertThat(storage().transactions().always(() -> storage().assignmentPools().lock(pool.id())))
        .contains(pool);
    assertThat(storage().assignmentPools().live()).contains(pool);
    String loud = name.toUpperCase(Locale.ROOT);
    assertThat(storage().transactions().run(() -> storage().assignmentPools().add(pool(loud))))
        .isEqualTo(Outcome.refused(new NameTaken("assignment-pool", loud)));
    AssignmentPool gone = kept(() -> storage().assignmentPools().update(pool.delete(T0).next()));
    assertThat(storage().assignmentPools().live()).doesNotContain(gone);
    added(pool(loud));
  }

  @Test
  default void turns_are_kept_for_each_lane_of_a_pool_until_they_begin_anew() {
    AssignmentPoolId one = poolId();
    AssignmentPoolId other = poolId();
    Turns turns = new Turns(List.of(new Had(user(), 3), new Had(user(), 1)));
    assertThat(turns(one, "a")).isEqualTo(Turns.NONE);
    save(one, "a", Turns.NONE);
    save(one, "a", turns);
    save(other, "a", new Turns(List.of(new Had(user(), 9))));
    assertThat(turns(one, "a")).isEqualTo(turns);
    assertThat(turns(one, "b")).isEqualTo(Turns.NONE);
    kept(() -> {
      storage().assignmentPools().forgetTurns(one);
      return Outcome.done(one);
    });
    assertThat(turns(one, "a")).isEqualTo(Turns.NONE);
    assertThat(turns(other, "a")).isNotEqualTo(Turns.NONE);
  }

  @Test
  default void an_assignment_comes_back_with_its_reason() {
    UserId olga = user();
    List<PassedOver> others =
        List.of(
            new PassedOver(user(), new Hindrance.NotActive()),
            new PassedOver(user(), new Hindrance.Away(LocalDate.of(2026, 11, 3))),
            new PassedOver(user(), new Hindrance.Away(null)),
            new PassedOver(user(), new Hindrance.OffHours(T0, ZoneId.of("Europe/Berlin"))),
            new PassedOver(user(), new Hindrance.OffHours(null, ZoneId.of("UTC"))),
            new PassedOver(user(), new Hindrance.Full(5, 5)),
            new PassedOver(user(), new Hindrance.OtherTerritory(new Country("DE"))),
            new PassedOver(user(), new Hindrance.OtherLanguage(new Language("de"))),
            new PassedOver(user(), new Hindrance.Stuck()),
            new PassedOver(user(), new Hindrance.LaterTurn(1, 2)),
            new PassedOver(user(), new Hindrance.MoreToDo(3, 1)));
    for (How how :
        List.of(
            new How.HasIt(),
            new How.HasCompany(2),
            new How.Turn(1, 3, 2, 0, 2),
            new How.LeastLoad(2, 1, 3),
            new How.Fallback())) {
      Assignment made = add(assignment(poolId(), new Choice(olga, how, others), null, T0));
      assertThat(storage().assignments().find(made.id(), new Visibility.All()))
          .contains(new AssignmentView(made, null, null));
    }
    Assignment nobody =
        add(assignment(poolId(), new Choice(null, new How.Nobody(), List.of()), null, T0));
    assertThat(storage().assignments().find(nobody.id(), new Visibility.All()))
        .contains(new AssignmentView(nobody, null, null));
  }

  @Test
  default void an_assignment_is_visible_to_whoever_reaches_the_user_who_got_it() {
    UserId olga = user();
    AssignmentPoolId pool = poolId();
    Assignment hers = add(assignment(pool, to(olga), null, T0));
    Assignment nobodys =
        add(assignment(pool, new Choice(null, new How.Nobody(), List.of()), null, T0));
    Visibility own = new Visibility.OwnedBy(Set.of(olga));
    assertThat(storage().assignments().find(hers.id(), own)).isPresent();
    assertThat(storage().assignments().find(nobodys.id(), own)).isEmpty();
    assertThat(found(own, "pool", pool.value())).containsExactly(hers.id());
    assertThat(found(new Visibility.OwnedBy(Set.of(user())), "pool", pool.value())).isEmpty();
  }

  @Test
  default void assignments_are_found_by_pool_record_and_user_the_latest_first() {
    UserId olga = user();
    AssignmentPoolId pool = poolId();
    Assignment first = add(assignment(pool, to(olga), null, T0));
    Assignment second = add(assignment(pool, to(user()), null, T0.plusSeconds(1)));
    Assignment other = add(assignment(poolId(), to(olga), null, T0.plusSeconds(2)));
    Visibility all = new Visibility.All();
    assertThat(found(all, "pool", pool.value())).containsExactly(second.id(), first.id());
    assertThat(found(all, "user", olga.value())).containsExactly(other.id(), first.id());
    assertThat(found(all, "recordId", first.record().id())).containsExactly(first.id());
  }

  @Test
  default void there_is_one_assignment_of_an_origin() {
    String origin = "firing/" + UUID.randomUUID();
    Assignment made = add(assignment(poolId(), to(user()), origin, T0));
    assertThat(storage().assignments().ofOrigin(origin)).contains(made);
    assertThat(storage().assignments().ofOrigin(origin + "/1")).isEmpty();
    assertThatThrownBy(() -> add(assignment(poolId(), to(user()), origin, T0)))
        .isInstanceOf(RuntimeException.class);
  }

  @Test
  default void several_are_kept_together_or_none() {
    AssignmentPoolId pool = poolId();
    String origin = "firing/" + UUID.randomUUID();
    UserId olga = user();
    List<Assignment> all =
        List.of(
            assignment(pool, to(olga), null, T0),
            assignment(pool, new Choice(null, new How.Nobody(), List.of()), origin, T0));
    kept(() -> {
      storage().assignments().addAll(all);
      return Outcome.done(all);
    });
    kept(() -> {
      storage().assignments().addAll(List.of());
      return Outcome.done(all);
    });
    for (Assignment each : all) {
      assertThat(
              storage()
                  .assignments()
                  .find(each.id(), new Visibility.All())
                  .orElseThrow()
                  .assignment())
          .isEqualTo(each);
    }
    assertThatThrownBy(() ->
            storage()
                .transactions()
                .run(() -> {
                  storage()
                      .assignments()
                      .addAll(
                          List.of(
                              assignment(pool, to(olga), null, T0),
                              assignment(pool, to(olga), origin, T0)));
                  return Outcome.done(pool);
                }))
        .isInstanceOf(RuntimeException.class);
    assertThat(storage().assignments().givenSince(pool, T0)).isEqualTo(Map.of(olga, 1L));
  }

  @Test
  default void what_was_given_is_counted_from_a_moment_on() {
    UserId olga = user();
    UserId pit = user();
    AssignmentPoolId pool = poolId();
    add(assignment(pool, to(olga), null, T0.minusSeconds(1)));
    add(assignment(pool, to(olga), null, T0));
    add(assignment(pool, to(olga), null, T0.plusSeconds(1)));
    add(assignment(pool, to(pit), null, T0));
    add(assignment(pool, new Choice(null, new How.Nobody(), List.of()), null, T0));
    add(assignment(poolId(), to(pit), null, T0));
    assertThat(storage().assignments().givenSince(pool, T0)).isEqualTo(Map.of(olga, 2L, pit, 1L));
  }

  @RepeatedTest(3)
  default void of_many_who_assign_at_once_each_takes_a_turn_of_their_own() {
    List<UserId> users = List.of(user(), user(), user());
    List<Integer> weights = List.of(7, 5, 3);
    PoolTerms terms =
        PoolTerms.of(
            "Race " + UUID.randomUUID(),
            IntStream.range(0, 3)
                .mapToObj(i -> PoolMember.of(users.get(i), weights.get(i)))
                .toList());
    AssignmentPoolId pool =
        crm().as(Actor.SYSTEM).assignmentPools().setUp(terms).orElseThrow().id();
    CountDownLatch ready = new CountDownLatch(PEOPLE);
    List<Beside<List<Assignment>>> running =
        IntStream.range(0, PEOPLE)
            .mapToObj(i ->
                Beside.start(() -> {
                  // Each has a CRM of their own, as if they were different processes.
                  Workspace workspace = crm().as(Actor.SYSTEM);
                  ready.countDown();
                  return IntStream.range(0, LEADS_EACH)
                      .mapToObj(n -> assigned(workspace, pool, ready))
                      .toList();
                }))
            .toList();
    List<Assignment> made = running.stream().map(Beside::result).flatMap(List::stream).toList();
    assertThat(made).hasSize(30);
    assertThat(
            made.stream()
                .map(a -> (How.Turn) a.choice().how())
                .collect(Collectors.groupingBy(How.Turn::number, Collectors.counting())))
        .isEqualTo(IntStream.rangeClosed(1, 15).boxed().collect(Collectors.toMap(n -> n, n -> 2L)));
    // Twice as many as the weights add up to: everybody has exactly their share.
    assertThat(
            made.stream().collect(Collectors.groupingBy(Assignment::user, Collectors.counting())))
        .isEqualTo(Map.of(users.get(0), 14L, users.get(1), 10L, users.get(2), 6L));
    made.forEach(a ->
        assertThat(storage().leads().find(new LeadId(a.record().id())).orElseThrow().owner())
            .isEqualTo(a.user()));
  }

  private static Assignment assigned(
      Workspace workspace, AssignmentPoolId pool, CountDownLatch ready) {
    Lead lead = workspace.leads().capture(new Capture(LeadDrafts.company("Crowded"))).orElseThrow();
    try {
      ready.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return workspace.assignmentPools().assign(pool, new Assign(lead.subject())).orElseThrow();
  }

  private Crm crm() {
    return Crm.on(storage()).owners(user -> true).background(false).start();
  }

  private static Choice to(UserId user) {
    return new Choice(user, new How.HasIt(), List.of());
  }

  private static Assignment assignment(
      AssignmentPoolId pool, Choice choice, @Nullable String origin, Instant at) {
    return new Assignment(
        new AssignmentId(UUID.randomUUID()),
        pool,
        "Sales",
        new Subject("lead", UUID.randomUUID()),
        choice,
        origin,
        at);
  }

  private static AssignmentPool pool(String name) {
    PoolMember all =
        new PoolMember(
            user(),
            7,
            5,
            Set.of(new Country("DE"), new Country("AT")),
            Set.of(new Language("de")),
            new BusinessCalendarId(UUID.randomUUID()),
            List.of(
                new OutOfOffice(
                    LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 31), "Christmas"),
                new OutOfOffice(LocalDate.of(2027, 2, 1), null, null)));
    PoolTerms terms =
        new PoolTerms(
            name,
            false,
            Strategy.LEAST_LOAD,
            true,
            Matching.PREFERRED,
            Matching.REQUIRED,
            new BusinessCalendarId(UUID.randomUUID()),
            user(),
            List.of(all, PoolMember.of(user(), 1)));
    return AssignmentPool.setUp(poolId(), terms, T0).orElseThrow().next();
  }

  private static AssignmentPoolId poolId() {
    return new AssignmentPoolId(UUID.randomUUID());
  }

  private static UserId user() {
    return new UserId(UUID.randomUUID());
  }

  private AssignmentPool added(AssignmentPool pool) {
    return kept(() -> storage().assignmentPools().add(pool));
  }

  private Assignment add(Assignment assignment) {
    return kept(() -> {
      storage().assignments().add(assignment);
      return Outcome.done(assignment);
    });
  }

  private void save(AssignmentPoolId pool, String lane, Turns turns) {
    kept(() -> {
      storage().assignmentPools().save(pool, lane, turns);
      return Outcome.done(turns);
    });
  }

  private Turns turns(AssignmentPoolId pool, String lane) {
    return storage().assignmentPools().turns(pool, lane);
  }

  private List<AssignmentId> found(Visibility visible, String field, Object value) {
    ListQuery query =
        ListQuery.all(AssignmentView.CATALOGUE)
            .where(new Filter.Compare(field, Op.EQ, List.of(value)));
    return storage().assignments().page(query, visible).items().stream()
        .map(AssignmentView::id)
        .toList();
  }
}
