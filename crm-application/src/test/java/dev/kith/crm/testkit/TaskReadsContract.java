package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.FilterParser;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.application.task.TaskFields;
import dev.kith.crm.application.task.TaskReads;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskType;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Seeded;
import dev.kith.crm.domain.testkit.Tasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
    assertThat(found(mine + "open eq true")).containsExactlyInAnyOrder(call, snoozed);
    assertThat(found(mine + "snoozedUntil gt " + Tasks.CREATED)).containsExactly(snoozed);
    assertThat(found(mine + "statusSince le " + Tasks.CREATED))
        .containsExactlyInAnyOrder(call, done, snoozed);
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
