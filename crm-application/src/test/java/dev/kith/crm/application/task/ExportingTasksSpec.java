package dev.kith.crm.application.task;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.list.FilterParser;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.task.Tasks.Create;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Seeded;
import dev.kith.crm.testkit.TrialCrm;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tasks that are taken out as a file. */
class ExportingTasksSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();

  @Test
  void has_a_row_for_each_task_that_the_list_finds_with_what_the_list_says() {
    Lead mara = trial.leads(ada).capture(new Capture(LeadDrafts.ada())).orElseThrow();
    task(TaskDraft.of("Call").about(mara.subject()).due(late()), ada.id());
    task(TaskDraft.of("Write, soon"), ada.id());
    Task done = task(TaskDraft.of("Done").due(late()), ada.id());
    trial.as(ada).tasks().complete(done.id(), null).orElseThrow();

    assertThat(csv(ada, "subject,relatedName,overdue", null))
        .isEqualTo(
            """
            subject,relatedName,overdue\r
            Call,Ada Lovelace,true\r
            Done,,false\r
            "Write, soon",,false\r
            """);
    assertThat(csv(ada, "subject", "overdue eq true")).isEqualTo("subject\r\nCall\r\n");
  }

  @Test
  void lets_no_cell_pass_for_a_formula() {
    task(TaskDraft.of("=HYPERLINK(\"https://evil.example\")"), ada.id());
    assertThat(csv(ada, "subject", null))
        .isEqualTo("subject\r\n\"'=HYPERLINK(\"\"https://evil.example\"\")\"\r\n");
  }

  @Test
  void names_only_fields_that_there_are() {
    assertThat(trial.as(ada).taskExport().columns(query("subject,shoeSize", null)))
        .isEqualTo(
            Outcome.refused(
                Invalid.of(
                    Violation.at("shoeSize", "unknown-field", "There is no field shoeSize."))));
  }

  @Test
  void leaves_a_trace_with_the_one_who_did_it() {
    task(TaskDraft.of("Call"), ada.id());
    csv(ada, "subject", null);
    var entry = trial.storage.audit().activity(ada.id().value(), null, 1).getFirst();
    assertThat(entry.action()).isEqualTo("task.export");
    assertThat(entry.changes()).containsExactly(new FieldChange("tasks", null, "1"));
  }

  @Test
  void needs_the_permission_to_export_besides_that_to_see() {
    Actor viewer = with(Map.of(Action.VIEW, Scope.ALL));
    assertThat(trial.as(viewer).taskExport().columns(query("subject", null)))
        .isEqualTo(forbidden("task:export"));
    Actor exporter = with(Map.of(Action.EXPORT, Scope.ALL));
    assertThat(trial.as(exporter).taskQueries().exportable(query("subject", null)))
        .isEqualTo(forbidden("task:view"));
  }

  @Test
  void list_single_read_and_export_show_the_same_whatever_the_roles() {
    List<Actor> people =
        List.of(Actors.named("Olga", Grants.NONE), Actors.named("Paul", Grants.NONE));
    List<Task> tasks = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      tasks.add(
          task(
              i % 2 == 0 ? TaskDraft.of("Call " + i).due(late()) : TaskDraft.of("Call " + i),
              i % 3 == 2 ? null : people.get(i % 3).id()));
    }
    Seeded.cases(
        60,
        random -> {
          Map<Action, Scope> scopes = new HashMap<>();
          for (Action action : List.of(Action.VIEW, Action.EXPORT)) {
            if (random.percent(75)) {
              scopes.put(action, random.oneOf(Scope.values()));
            }
          }
          Actor actor = granted(random.oneOf(people), scopes);
          String filter = random.oneOf("overdue eq true", "open eq true", "id ne 'x'");
          ListQuery query = query("id", filter.startsWith("id") ? null : filter);
          var queries = trial.as(actor).taskQueries();

          Set<String> got =
              tasks.stream()
                  .filter(task -> queries.get(task.id()) instanceof Outcome.Done<TaskView>)
                  .filter(task -> !filter.startsWith("overdue") || task.content().due() != null)
                  .map(task -> task.id().toString())
                  .collect(Collectors.toSet());
          if (!scopes.containsKey(Action.VIEW)) {
            assertThat(queries.list(query)).isEqualTo(forbidden("task:view"));
          } else {
            assertThat(
                    queries.list(query).orElseThrow().items().stream()
                        .map(view -> view.id().toString()))
                .containsExactlyInAnyOrderElementsOf(got);
          }
          if (scopes.size() < 2) {
            String missing = scopes.containsKey(Action.VIEW) ? "task:export" : "task:view";
            assertThat(trial.as(actor).taskExport().columns(query)).isEqualTo(forbidden(missing));
            return;
          }
          Set<String> exported =
              csv(actor, "id", filter.startsWith("id") ? null : filter)
                  .lines()
                  .skip(1)
                  .collect(Collectors.toSet());
          assertThat(exported)
              .isEqualTo(
                  tasks.stream()
                      .filter(task -> got.contains(task.id().toString()))
                      .filter(task ->
                          scopes.get(Action.EXPORT) == Scope.ALL || actor.id().equals(task.owner()))
                      .map(task -> task.id().toString())
                      .collect(Collectors.toSet()));
        });
  }

  private static Outcome<?> forbidden(String permission) {
    return Outcome.refused(
        new Forbidden(permission, "This needs the permission " + permission + "."));
  }

  private DueDraft late() {
    return new DueDraft(trial.clock.instant().minus(Duration.ofHours(1)), null, null);
  }

  private Task task(TaskDraft draft, @Nullable UserId owner) {
    return trial.as(ada).tasks().create(new Create(draft, owner)).orElseThrow();
  }

  private static Actor with(Map<Action, Scope> scopes) {
    return granted(Actors.named("Olga", Grants.NONE), scopes);
  }

  private static Actor granted(Actor actor, Map<Action, Scope> scopes) {
    return Actor.external(
        actor.id().value(),
        actor.name(),
        new Grants(
            scopes.entrySet().stream()
                .collect(
                    Collectors.toMap(
                        each -> new Permission(Feature.TASK, each.getKey()), Map.Entry::getValue)),
            Set.of()));
  }

  private ListQuery query(String fields, @Nullable String filter) {
    ListQuery all = ListQuery.all(TaskFields.CATALOGUE);
    ListQuery found =
        filter == null
            ? all
            : all.where(FilterParser.parse(TaskFields.CATALOGUE, filter).orElseThrow());
    return new ListQuery(
        found.filter(),
        null,
        found.bin(),
        found.sort(),
        ImmutableSet.copyOf(fields.split(",")),
        found.limit(),
        null,
        false);
  }

  private String csv(Actor actor, String fields, @Nullable String filter) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    trial.as(actor).taskExport().csv(query(fields, filter), false, file).orElseThrow();
    return file.toString(UTF_8);
  }
}
