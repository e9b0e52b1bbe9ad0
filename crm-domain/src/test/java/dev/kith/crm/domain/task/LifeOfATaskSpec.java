package dev.kith.crm.domain.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.task.TaskStatus.Name;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Seeded;
import dev.kith.crm.domain.testkit.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LifeOfATaskSpec {

  private static final Instant NOW = Tasks.CREATED.plus(Duration.ofHours(3));
  private static final UserId OLGA = Actors.userId("Olga");
  private static final Subject LEAD = new Subject("lead", Leads.anId().value());
  private static final TaskDraft CALL =
      TaskDraft.of("Call Mara Vogel")
          .type(TaskType.CALL)
          .about(LEAD)
          .due(DueDraft.at(NOW.plus(Duration.ofHours(1)), "Europe/Berlin"));

  /** The commands that lead to a state. */
  private static final Map<Name, Function<Task, Outcome<Change<Task>>>> COMMANDS =
      new EnumMap<>(
          Map.of(
              Name.OPEN, task -> task.reopen(NOW),
              Name.IN_PROGRESS, task -> task.start(NOW),
              Name.WAITING, task -> task.await("for her answer", NOW),
              Name.DONE, task -> task.complete("Reached her", NOW),
              Name.CANCELLED, task -> task.cancel("Wrong number", NOW)));

  private static final Map<Name, Task> STATES = states();

  private static Map<Name, Task> states() {
    Map<Name, Task> states = new EnumMap<>(Name.class);
    states.put(Name.OPEN, Tasks.of(CALL, OLGA));
    COMMANDS.forEach((name, command) -> {
      if (name != Name.OPEN) {
        states.put(name, done(command.apply(states.get(Name.OPEN))));
      }
    });
    return states;
  }

  @Nested
  class A_new_task {

    @Test
    void is_open_at_version_one_and_says_what_it_is_about() {
      Change<Task> birth = Tasks.birth(CALL, OLGA, "rule/7");
      Task task = birth.next();
      assertThat(task.status()).isEqualTo(new TaskStatus.Open(Tasks.CREATED));
      assertThat(task.revision().version()).isEqualTo(1);
      assertThat(birth.events())
          .containsExactly(
              new TaskEvent.Created(task.id(), TaskType.CALL, LEAD, OLGA, task.content().due()));
      assertThat(task.facts())
          .isEqualTo(
              Map.of(
                  "type", "call",
                  "subject", "Call Mara Vogel",
                  "priority", "NORMAL",
                  "related", LEAD.toString(),
                  "due", "2026-11-02T14:00:00Z (Europe/Berlin)",
                  "owner", OLGA.toString(),
                  "status", "OPEN",
                  "origin", "rule/7"));
    }

    @Test
    void is_a_to_do_of_normal_priority_without_a_date_where_nothing_else_is_said() {
      assertThat(Tasks.of(TaskDraft.of("  Tidy up ")).content())
          .isEqualTo(
              new TaskContent(
                  TaskType.TO_DO,
                  "Tidy up",
                  null,
                  Priority.NORMAL,
                  null,
                  null,
                  List.of(),
                  List.of(),
                  null));
    }
  }

  @Nested
  class A_draft {

    @Test
    void is_refused_with_everything_that_is_wrong() {
      TaskDraft draft =
          new TaskDraft(
              "Phone call!",
              " ",
              "x".repeat(10_001),
              null,
              null,
              new DueDraft(NOW, LocalDate.of(2026, 11, 2), "Europe/Atlantis"),
              List.of(new ChecklistItem("Look up", true), new ChecklistItem("", false)),
              List.of(),
              null);
      assertThat(draft.read(Tasks.BERLIN))
          .isEqualTo(
              Outcome.refused(
                  new Invalid(
                      List.of(
                          Violation.at(
                              "type",
                              "task-type-syntax",
                              "A type is call, email, meeting, follow-up, to-do, or a code of your"
                                  + " own of at most 50 small letters, digits and hyphens."),
                          Violation.at("subject", "required", "Say what is to be done."),
                          Violation.at(
                              "notes", "too-long", "At most 10000 characters are allowed."),
                          Violation.at(
                              "due/zone",
                              "zone-unknown",
                              "A time zone is a name such as Europe/Berlin, or UTC."),
                          Violation.at(
                              "due",
                              "one-of-two",
                              "A task is due at a moment or on a day, not both."),
                          Violation.at("checklist/1/text", "required", "A step needs a text.")))));
    }

    @Test
    void may_have_a_type_of_the_organisations_own() {
      assertThat(TaskType.parse(" Site-Visit "))
          .isEqualTo(Outcome.done(new TaskType("site-visit")));
    }

    @Test
    void takes_the_named_fields_of_another() {
      TaskDraft other = TaskDraft.of("Write to her").type(TaskType.EMAIL).notes("soon");
      assertThat(CALL.with(Set.of(TaskField.SUBJECT, TaskField.DUE), other))
          .isEqualTo(
              new TaskDraft(
                  "call",
                  "Write to her",
                  null,
                  null,
                  LEAD,
                  DueDraft.NONE,
                  List.of(),
                  List.of(),
                  null));
      assertThat(CALL.with(Set.of(TaskField.values()), other)).isEqualTo(other);
    }

    @Test
    void of_what_was_read_is_read_as_the_same() {
      TaskContent content =
          CALL.priority(Priority.HIGH)
              .notes("She is back on Monday.")
              .checklist(List.of(new ChecklistItem("Look her up", true)))
              .read(Tasks.BERLIN)
              .orElseThrow();
      assertThat(TaskDraft.of(content).read(ZoneId.of("UTC"))).isEqualTo(Outcome.done(content));
      TaskContent onADay =
          CALL.due(DueDraft.on(LocalDate.of(2026, 11, 5))).read(Tasks.BERLIN).orElseThrow();
      assertThat(TaskDraft.of(onADay).read(ZoneId.of("UTC"))).isEqualTo(Outcome.done(onADay));
    }

    @Test
    void of_a_date_out_of_every_range_is_refused() {
      assertThat(CALL.due(DueDraft.on(LocalDate.of(1, 1, 1))).read(Tasks.BERLIN))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at("due", "out-of-range", "This date is out of every range."))));
    }
  }

  @Nested
  class A_step_to_another_state {

    @Test
    void is_done_or_refused_as_the_states_say() {
      STATES.forEach((from, task) ->
          COMMANDS.forEach((to, command) -> {
            Outcome<Change<Task>> outcome = command.apply(task);
            if (task.status().next().contains(to)) {
              assertThat(done(outcome).status().name()).isEqualTo(to);
              assertThat(done(outcome).status().since()).isEqualTo(NOW);
            } else {
              assertThat(outcome)
                  .isEqualTo(
                      Outcome.refused(
                          new InvalidTransition(
                              "task",
                              from.name(),
                              to.name(),
                              task.status().next().stream().map(Enum::name).toList())));
            }
          }));
    }

    @Test
    void keeps_what_was_said() {
      assertThat(STATES.get(Name.DONE).status()).isEqualTo(new TaskStatus.Done(NOW, "Reached her"));
      assertThat(STATES.get(Name.DONE).facts()).containsEntry("outcome", "Reached her");
      assertThat(STATES.get(Name.CANCELLED).facts()).containsEntry("reason", "Wrong number");
      assertThat(STATES.get(Name.WAITING).status().remark()).isEqualTo("for her answer");
      assertThat(STATES.get(Name.OPEN).complete("x".repeat(1_001), NOW))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "outcome", "too-long", "At most 1000 characters are allowed."))));
    }

    @Test
    void says_whether_it_was_done_on_time() {
      Task task = STATES.get(Name.OPEN);
      Instant due = NOW.plus(Duration.ofHours(1));
      assertThat(completed(task, due.minusNanos(1000)).onTime()).isTrue();
      assertThat(completed(task, due).onTime()).isFalse();
      assertThat(completed(Tasks.of(TaskDraft.of("Some day")), due).onTime()).isTrue();
    }

    @Test
    void back_to_open_remembers_how_it_had_gone() {
      Change<Task> reopened = STATES.get(Name.DONE).reopen(NOW).orElseThrow();
      assertThat(reopened.events().getFirst().remarks())
          .isEqualTo(Map.of("outcome until now", "Reached her"));
    }

    private TaskEvent.Completed completed(Task task, Instant when) {
      return (TaskEvent.Completed) task.complete(null, when).orElseThrow().events().getFirst();
    }
  }

  @Nested
  class An_edit {

    @Test
    void names_what_is_different_and_nothing_happens_where_nothing_is() {
      Task task = STATES.get(Name.OPEN);
      assertThat(task.edit(task.content(), OccurrenceRange.THIS, NOW))
          .isEqualTo(Outcome.done(Change.none(task)));
      Change<Task> edited =
          task.edit(
                  CALL.priority(Priority.URGENT)
                      .checklist(List.of(new ChecklistItem("Look up", false)))
                      .read(Tasks.BERLIN)
                      .orElseThrow(),
                  OccurrenceRange.THIS,
                  NOW)
              .orElseThrow();
      assertThat(edited.events())
          .containsExactly(new TaskEvent.Edited(task.id(), List.of("priority", "checklist")));
    }

    @Test
    void gives_no_other_date_to_what_has_ended() {
      Task done = STATES.get(Name.DONE);
      assertThat(
              done.edit(
                  CALL.due(DueDraft.NONE).read(Tasks.BERLIN).orElseThrow(),
                  OccurrenceRange.THIS_AND_FUTURE,
                  NOW))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "due",
                          "ended",
                          "The task has ended; reopen it to give it another date."))));
      assertThat(
              done(done.edit(
                      CALL.notes("Very friendly").read(Tasks.BERLIN).orElseThrow(),
                      OccurrenceRange.THIS_AND_FUTURE,
                      NOW))
                  .content()
                  .notes())
          .isEqualTo("Very friendly");
    }
  }

  @Nested
  class A_snooze {

    private final Instant tomorrow = NOW.plus(Duration.ofDays(1));

    @Test
    void lasts_until_a_moment_ahead_and_leaves_the_date_as_it_is() {
      Task task = STATES.get(Name.OPEN);
      Task snoozed = done(task.snooze(tomorrow, NOW));
      assertThat(snoozed.snoozedUntil()).isEqualTo(tomorrow);
      assertThat(snoozed.content()).isEqualTo(task.content());
      assertThat(task.snooze(NOW, NOW))
          .isEqualTo(refused("not-in-future", "The moment to come back must lie in the future."));
      assertThat(task.snooze(NOW.plus(Duration.ofDays(3_651)), NOW))
          .isEqualTo(refused("too-far", "A task is snoozed for at most 3650 days."));
    }

    @Test
    void ends_with_the_task_and_when_somebody_else_gets_it() {
      Task snoozed = done(STATES.get(Name.OPEN).snooze(tomorrow, NOW));
      assertThat(done(snoozed.complete(null, NOW)).snoozedUntil()).isNull();
      assertThat(done(snoozed.assign(Actors.userId("Bo"), NOW)).snoozedUntil()).isNull();
      assertThat(done(snoozed.start(NOW)).snoozedUntil()).isEqualTo(tomorrow);
    }

    @Test
    void is_not_for_what_has_ended() {
      assertThat(STATES.get(Name.CANCELLED).snooze(tomorrow, NOW))
          .isEqualTo(
              Outcome.refused(
                  new InvalidTransition("task", "CANCELLED", "SNOOZED", List.of("OPEN"))));
    }

    private Outcome<Change<Task>> refused(String code, String message) {
      return Outcome.refused(Invalid.of(Violation.at("until", code, message)));
    }
  }

  @Nested
  class A_date {

    private final Due day = new Due.On(LocalDate.of(2026, 10, 25), Tasks.BERLIN);

    @Test
    void that_is_a_day_is_the_same_for_everybody_and_over_when_it_ends_in_its_zone() {
      assertThat(day.day(ZoneId.of("Asia/Tokyo"))).isEqualTo(LocalDate.of(2026, 10, 25));
      assertThat(day.deadline()).isEqualTo(Instant.parse("2026-10-25T23:00:00Z"));
      assertThat(day.isOver(Instant.parse("2026-10-25T22:59:59Z"))).isFalse();
      assertThat(day.isOver(Instant.parse("2026-10-25T23:00:00Z"))).isTrue();
    }

    @Test
    void that_is_a_moment_falls_on_the_day_that_the_reader_has() {
      Due evening = new Due.At(Instant.parse("2026-11-02T20:00:00Z"), Tasks.BERLIN);
      assertThat(evening.day(Tasks.BERLIN)).isEqualTo(LocalDate.of(2026, 11, 2));
      assertThat(evening.day(ZoneId.of("Asia/Tokyo"))).isEqualTo(LocalDate.of(2026, 11, 3));
    }
  }

  @Nested
  class A_deleted_task {

    private final Task deleted = STATES.get(Name.OPEN).delete(NOW).next();

    @Test
    void is_unchangeable_until_it_is_restored() {
      List<Outcome<Change<Task>>> outcomes = new ArrayList<>();
      COMMANDS.values().forEach(command -> outcomes.add(command.apply(deleted)));
      outcomes.add(deleted.assign(null, NOW));
      outcomes.add(deleted.snooze(NOW.plusSeconds(9), NOW));
      outcomes.add(deleted.edit(deleted.content(), OccurrenceRange.THIS, NOW));
      assertThat(outcomes)
          .containsOnly(Outcome.refused(new TaskRefusal.TaskDeleted(deleted.id().value())));
      assertThat(done(deleted.restore(NOW).next().start(NOW)).status().name())
          .isEqualTo(Name.IN_PROGRESS);
    }

    @Test
    void stays_as_it_is_when_it_is_deleted_again() {
      assertThat(deleted.delete(NOW)).isEqualTo(Change.none(deleted));
      Task live = STATES.get(Name.OPEN);
      assertThat(live.restore(NOW)).isEqualTo(Change.none(live));
    }
  }

  @Test
  void whatever_is_done_the_version_counts_the_changes_and_events_tell_of_them() {
    Seeded.cases(
        200,
        random -> {
          Task task = STATES.get(Name.OPEN);
          for (int i = 0; i < 20; i++) {
            Outcome<Change<Task>> outcome =
                random.percent(20)
                    ? Outcome.done(random.nextBoolean() ? task.delete(NOW) : task.restore(NOW))
                    : random.percent(20)
                        ? task.assign(random.nextBoolean() ? OLGA : null, NOW)
                        : COMMANDS.get(random.oneOf(Name.values())).apply(task);
            if (outcome instanceof Outcome.Done<Change<Task>>(var change)) {
              boolean same = change.next().equals(task);
              assertThat(change.events().isEmpty()).isEqualTo(same);
              assertThat(change.next().revision().version())
                  .isEqualTo(task.revision().version() + (same ? 0 : 1));
              task = change.next();
            }
          }
        });
  }

  private static Task done(Outcome<Change<Task>> outcome) {
    return outcome.orElseThrow().next();
  }
}
