package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.FilterParser;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.application.task.TaskFields;
import dev.kith.crm.application.task.TaskFigures;
import dev.kith.crm.application.task.TaskMetrics.GroupBy;
import dev.kith.crm.application.task.TaskReads;
import dev.kith.crm.application.task.TaskSlice;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.access.Team;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.RecurrenceDraft;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.task.TaskType;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Seeded;
import dev.kith.crm.domain.testkit.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What {@link TaskReads} promises. */
public interface TaskReadsContract extends StorageContract {

  Visibility ALL = new Visibility.All();

  @Test
  default void a_view_says_what_the_task_says_to_whom_it_is_visible() {
    UserId owner = anOwner();
    Task task = add(Tasks.of(TaskDraft.of("Call").due(DueDraft.at(Tasks.CREATED, "UTC")), owner));
    assertThat(reads().find(task.id(), ALL)).contains(TaskView.of(task, null));
    assertThat(reads().find(task.id(), new Visibility.OwnedBy(Set.of(owner)))).isPresent();
    assertThat(reads().find(task.id(), new Visibility.OwnedBy(Set.of(anOwner())))).isEmpty();
    assertThat(reads().find(Tasks.anId(), ALL)).isEmpty();
  }

  @Test
  default void each_task_that_a_query_finds_is_read_whatever_its_limit() {
    UserId owner = anOwner();
    List<Task> urgent =
        IntStream.range(0, 3)
            .mapToObj(i ->
                add(
                    Tasks.of(
                        TaskDraft.of("Call no. " + i)
                            .priority(Priority.URGENT)
                            .due(DueDraft.at(Tasks.CREATED.plusSeconds(60L * i), "UTC")),
                        i == 1 ? anOwner() : owner)))
            .toList();
    add(Tasks.of(TaskDraft.of("Write"), owner));
    ListQuery query =
        ListQuery.all(TaskFields.CATALOGUE)
            .where(FilterParser.parse(TaskFields.CATALOGUE, "urgency eq 4").orElseThrow())
            .searching("call")
            .limitedTo(1)
            .sortedBy(new SortKey("dueBy", true));
    assertThat(each(query, ALL))
        .containsExactly(urgent.get(2).id(), urgent.get(1).id(), urgent.get(0).id());
    assertThat(each(query, new Visibility.OwnedBy(Set.of(owner))))
        .containsExactly(urgent.get(2).id(), urgent.get(0).id());
    assertThat(each(query, new Visibility.OwnedBy(Set.of()))).isEmpty();
  }

  @Test
  default void others_can_be_read_in_the_same_run_while_each_task_is_read() {
    List<Task> many =
        IntStream.range(0, 1_200)
            .mapToObj(i -> Tasks.of(TaskDraft.of("Call no. " + i), null))
            .toList();
    storage()
        .transactions()
        .always(() -> {
          storage().tasks().addAll(many);
          return many;
        });
    ListQuery all = ListQuery.all(TaskFields.CATALOGUE);
    Set<TaskId> found = new HashSet<>();
    storage()
        .transactions()
        .always(() -> {
          reads()
              .each(
                  all,
                  ALL,
                  view -> {
                    if (found.size() % 400 == 0) {
                      assertThat(reads().find(view.id(), ALL)).contains(view);
                    }
                    found.add(view.id());
                  });
          return found;
        });
    assertThat(found).hasSize(1_200);
  }

  private List<TaskId> each(ListQuery query, Visibility visible) {
    List<TaskId> found = new ArrayList<>();
    reads().each(query, visible, view -> found.add(view.id()));
    return found;
  }

  @Test
  default void tasks_are_found_by_every_field() {
    UserId owner = anOwner();
    Subject lead = new Subject("lead", Leads.anId().value());
    Task call =
        add(
            Tasks.of(
                TaskDraft.of("Call Zoë")
                    .type(TaskType.CALL)
                    .priority(Priority.HIGH)
                    .about(lead)
                    .due(DueDraft.at(Tasks.CREATED, "UTC")),
                owner,
                "rule/" + lead.id()));
    Task done =
        update(
            add(Tasks.of(TaskDraft.of("Write"), owner))
                .complete("yes", Tasks.CREATED)
                .orElseThrow()
                .next());
    Task weekly =
        add(
            Tasks.of(
                TaskDraft.of("Every week")
                    .due(DueDraft.at(Tasks.CREATED.plus(Duration.ofDays(1)), "UTC"))
                    .recurring(RecurrenceDraft.of("FREQ=WEEKLY")),
                owner));
    Task snoozed =
        update(
            add(Tasks.of(TaskDraft.of("Later"), owner))
                .snooze(Tasks.CREATED.plusSeconds(60), Tasks.CREATED)
                .orElseThrow()
                .next());
    String mine = "owner eq '" + owner + "' and ";

    assertThat(found(mine + "type eq 'CALL'")).containsExactly(call);
    assertThat(found(mine + "subject contains 'zo'")).containsExactly(call);
    assertThat(found(mine + "priority eq 'HIGH'")).containsExactly(call);
    assertThat(found(mine + "urgency ge 3")).containsExactly(call);
    assertThat(found(mine + "relatedType eq 'lead' and relatedId eq '" + lead.id() + "'"))
        .containsExactly(call);
    assertThat(found(mine + "origin startsWith 'rule/'")).containsExactly(call);
    assertThat(found(mine + "dueBy le " + Tasks.CREATED)).containsExactly(call);
    assertThat(found(mine + "dueBy isNull")).containsExactlyInAnyOrder(done, snoozed);
    assertThat(found(mine + "status eq 'DONE'")).containsExactly(done);
    assertThat(found(mine + "open eq false")).containsExactly(done);
    assertThat(found(mine + "open eq true")).containsExactlyInAnyOrder(call, weekly, snoozed);
    assertThat(found(mine + "recurring eq true")).containsExactly(weekly);
    assertThat(found(mine + "series eq '" + weekly.id() + "'")).containsExactly(weekly);
    assertThat(found(mine + "snoozedUntil gt " + Tasks.CREATED)).containsExactly(snoozed);
    assertThat(found(mine + "statusSince le " + Tasks.CREATED))
        .containsExactlyInAnyOrder(call, done, weekly, snoozed);
  }

  @Test
  default void the_bin_and_the_search_narrow_the_list() {
    UserId owner = anOwner();
    Task live = add(Tasks.of(TaskDraft.of("Send the OFFER").notes("by e-mail 50%"), owner));
    Task deleted =
        update(add(Tasks.of(TaskDraft.of("Send flowers"), owner)).delete(Tasks.CREATED).next());
    ListQuery mine = query("owner eq '" + owner + "'");

    assertThat(ids(mine)).containsExactly(live.id().value());
    assertThat(ids(mine.in(ListQuery.Bin.DELETED))).containsExactly(deleted.id().value());
    assertThat(ids(mine.in(ListQuery.Bin.BOTH))).hasSize(2);
    assertThat(ids(mine.searching("offer 50%"))).containsExactly(live.id().value());
    assertThat(ids(mine.searching("offer 50_"))).isEmpty();
    assertThat(ids(mine.in(ListQuery.Bin.BOTH).searching("SEND"))).hasSize(2);
  }

  @Test
  default void pages_show_every_task_once_in_every_order() {
    UserId owner = anOwner();
    Seeded random = Seeded.of(9);
    List<UUID> all = new ArrayList<>();
    for (int i = 0; i < 23; i++) {
      TaskDraft draft =
          TaskDraft.of("Task " + i)
              .priority(random.oneOf(Priority.values()))
              .due(
                  random.percent(60)
                      ? DueDraft.at(
                          Tasks.CREATED.plus(Duration.ofHours(random.between(0, 5))), "UTC")
                      : DueDraft.NONE);
      all.add(add(Tasks.of(draft, owner)).id().value());
    }
    for (String field : TaskFields.CATALOGUE.names(f -> f.sortable())) {
      for (boolean descending : new boolean[] {false, true}) {
        ListQuery query =
            query("owner eq '" + owner + "'")
                .sortedBy(new SortKey(field, descending), new SortKey("urgency", true))
                .limitedTo(4)
                .withCount();
        if (field.equals("urgency")) {
          query = query.sortedBy(new SortKey(field, descending));
        }
        List<UUID> seen = new ArrayList<>();
        Page<TaskView> page = reads().page(query, ALL);
        while (true) {
          page.items().forEach(view -> seen.add(view.id().value()));
          assertThat(page.total()).isEqualTo(23L);
          if (page.next() == null) {
            break;
          }
          page = reads().page(query.after(page.next()), ALL);
        }
        assertThat(seen).as(field).containsExactlyInAnyOrderElementsOf(all);
      }
    }
  }

  @Test
  default void what_is_not_visible_is_in_no_list() {
    UserId owner = anOwner();
    Task mine = add(Tasks.of(TaskDraft.of("Mine"), owner));
    Task nobodys = add(Tasks.of(TaskDraft.of("Nobody's")));
    ListQuery both = query("id in ('" + mine.id() + "', '" + nobodys.id() + "')").withCount();

    Page<TaskView> seen = reads().page(both, new Visibility.OwnedBy(Set.of(owner)));
    assertThat(seen.items()).extracting(TaskView::id).containsExactly(mine.id());
    assertThat(seen.total()).isEqualTo(1L);
    assertThat(reads().page(both, ALL).total()).isEqualTo(2L);
  }

  @Test
  default void figures_tell_what_was_done_in_a_period_and_what_is_open_now() {
    UserId mara = anOwner();
    Instant day = Tasks.CREATED;
    DueDraft atNoon = DueDraft.at(day.plus(Duration.ofHours(2)), "UTC");
    // On time, two hours and four hours late, without a date, cancelled; open, overdue, deleted.
    done(mara, atNoon, Duration.ofHours(2).minusNanos(1_000));
    done(mara, atNoon, Duration.ofHours(4));
    done(mara, atNoon, Duration.ofHours(6));
    done(mara, DueDraft.NONE, Duration.ofHours(8));
    update(
        add(Tasks.of(TaskDraft.of("No"), mara))
            .cancel(null, day.plus(Duration.ofHours(1)))
            .orElseThrow()
            .next());
    add(Tasks.of(TaskDraft.of("Open").due(atNoon), mara));
    add(Tasks.of(TaskDraft.of("Nobody's")));
    update(add(Tasks.of(TaskDraft.of("Gone").due(atNoon), mara)).delete(day).next());

    TaskFigures hers =
        new TaskFigures(
            4,
            3,
            1,
            new TaskFigures.Lateness(
                Duration.ofHours(3), Duration.ofHours(3).plusMinutes(48), Duration.ofHours(3)),
            Duration.ofHours(5),
            1,
            6,
            1L,
            1L);
    TaskSlice slice = slice(day, day.plus(Duration.ofDays(1)), GroupBy.OWNER);
    TaskSlice.Tally tally = reads().tally(slice, ALL);
    assertThat(tally.groups())
        .containsExactlyInAnyOrder(
            new TaskSlice.Group(mara.toString(), hers),
            new TaskSlice.Group(null, new TaskFigures(0, 0, 0, null, null, 0, 1, 1L, 0L)));
    assertThat(tally.total().done()).isEqualTo(4);
    assertThat(tally.total().late()).isEqualTo(2);
    assertThat(tally.total().onTimeRate()).isEqualTo(1.0 / 3);
    assertThat(tally.total().open()).isEqualTo(2);
    assertThat(reads().tally(slice, new Visibility.OwnedBy(Set.of(mara))).total()).isEqualTo(hers);
    assertThat(reads().tally(slice, new Visibility.OwnedBy(Set.of())))
        .isEqualTo(reads().tally(slice, new Visibility.OwnedBy(Set.of(anOwner()))))
        .isEqualTo(
            new TaskSlice.Tally(new TaskFigures(0, 0, 0, null, null, 0, 0, 0L, 0L), List.of()));
    assertThat(
            reads()
                .tally(slice(day.plus(Duration.ofDays(1)), day.plus(Duration.ofDays(2)), null), ALL)
                .total())
        .isEqualTo(new TaskFigures(0, 0, 0, null, null, 0, 0, 2L, 1L));
  }

  @Test
  default void figures_of_a_team_are_those_of_its_members() {
    Team sales = kept(() -> storage().teams().add(AccessFixtures.team("Sales")));
    User mara =
        kept(
            () -> storage().users().add(AccessFixtures.user("Mara", Set.of(), Set.of(sales.id()))));
    done(mara.id(), DueDraft.NONE, Duration.ofHours(1));
    done(anOwner(), DueDraft.NONE, Duration.ofHours(1));
    done(null, DueDraft.NONE, Duration.ofHours(1));
    assertThat(reads().tally(ofTeam(sales.id()), ALL).total().done()).isEqualTo(1);
    assertThat(reads().tally(ofTeam(new TeamId(Leads.anId().value())), ALL).total().done())
        .isZero();
  }

  private static TaskSlice ofTeam(TeamId team) {
    return new TaskSlice(
        Tasks.CREATED,
        Tasks.CREATED.plus(Duration.ofDays(1)),
        Tasks.CREATED,
        null,
        team,
        null,
        null,
        List.of());
  }

  @Test
  default void figures_are_those_of_counting_one_task_after_the_other() {
    List<UserId> owners = List.of(anOwner(), anOwner(), anOwner());
    List<Task> tasks = new ArrayList<>();
    Seeded.cases(
        12,
        random -> {
          tasks.addAll(random.listOf(1, 25, r -> anyTask(r, owners)));
          Instant from = Tasks.CREATED.plus(Duration.ofHours(random.between(0, 100)));
          Visibility theirs =
              random.percent(30) ? ALL : new Visibility.OwnedBy(Set.copyOf(random.someOf(owners)));
          for (GroupBy by : GroupBy.values()) {
            TaskSlice slice =
                new TaskSlice(
                    from,
                    from.plus(Duration.ofHours(random.between(1, 500))),
                    from.plus(Duration.ofHours(random.between(0, 500))),
                    random.percent(20) ? random.oneOf(owners) : null,
                    null,
                    random.percent(20) ? TaskType.CALL : null,
                    by,
                    by == GroupBy.WEEK
                        ? List.of(from.plus(Duration.ofHours(37)), from.plus(Duration.ofHours(205)))
                        : List.of());
            TaskSlice.Tally expected =
                TaskFold.tally(
                    tasks.stream().filter(task -> theirs.reaches(task.owner())).toList(), slice);
            TaskSlice.Tally tally = reads().tally(slice, theirs);
            assertThat(tally.total()).as(by.name()).isEqualTo(expected.total());
            assertThat(tally.groups())
                .as(by.name())
                .containsExactlyInAnyOrderElementsOf(expected.groups());
          }
        });
  }

  private Task anyTask(Seeded random, List<UserId> owners) {
    Instant born = Tasks.CREATED.plus(Duration.ofMinutes(random.between(0, 20_000)));
    DueDraft due =
        switch (random.between(0, 2)) {
          case 0 -> DueDraft.NONE;
          case 1 -> DueDraft.at(born.plusMillis(random.between(-9_000_000, 900_000_000)), "UTC");
          default ->
              DueDraft.on(LocalDate.ofInstant(born, Tasks.BERLIN).plusDays(random.between(-2, 9)));
        };
    TaskDraft draft =
        TaskDraft.of("Task")
            .type(random.oneOf(TaskType.CALL, TaskType.EMAIL, new TaskType("a-b")))
            .priority(random.oneOf(Priority.values()))
            .due(due);
    Task task =
        Task.create(
                Tasks.anId(),
                draft.read(Tasks.BERLIN).orElseThrow(),
                random.percent(80) ? random.oneOf(owners) : null,
                null,
                born)
            .next();
    add(task);
    Instant end =
        born.plusSeconds(random.between(0, 900_000)).plusNanos(random.between(0, 999) * 1_000L);
    for (int turn = random.between(0, 3); turn > 0; turn--) {
      task =
          update(
              (task.status().name().isOpen()
                      ? random.percent(75) ? task.complete(null, end) : task.cancel(null, end)
                      : task.reopen(end))
                  .orElseThrow()
                  .next());
      end = end.plusSeconds(random.between(0, 90_000));
    }
    return random.percent(10) ? update(task.delete(end).next()) : task;
  }

  private void done(@Nullable UserId owner, DueDraft due, Duration after) {
    update(
        add(Tasks.of(TaskDraft.of("Do").due(due), owner))
            .complete(null, Tasks.CREATED.plus(after))
            .orElseThrow()
            .next());
  }

  private static TaskSlice slice(Instant from, Instant until, @Nullable GroupBy by) {
    return new TaskSlice(
        from, until, Tasks.CREATED.plus(Duration.ofHours(2)), null, null, null, by, List.of());
  }

  private List<Task> found(String filter) {
    return reads().page(query(filter).in(ListQuery.Bin.BOTH), ALL).items().stream()
        .map(view -> storage().tasks().find(view.id()).orElseThrow())
        .toList();
  }

  private List<UUID> ids(ListQuery query) {
    return reads().page(query, ALL).items().stream().map(view -> view.id().value()).toList();
  }

  private static ListQuery query(String filter) {
    Filter read = FilterParser.parse(TaskFields.CATALOGUE, filter).orElseThrow();
    return ListQuery.all(TaskFields.CATALOGUE).where(read);
  }

  private static UserId anOwner() {
    return new UserId(Leads.anId().value());
  }

  private Task add(Task task) {
    return kept(() -> storage().tasks().add(task));
  }

  private Task update(Task task) {
    return kept(() -> storage().tasks().update(task));
  }

  private TaskReads reads() {
    return storage().taskReads();
  }
}
