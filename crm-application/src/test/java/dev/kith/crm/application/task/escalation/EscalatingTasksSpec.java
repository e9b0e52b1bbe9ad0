package dev.kith.crm.application.task.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.notification.NotificationFields;
import dev.kith.crm.application.task.TaskView;
import dev.kith.crm.application.task.Tasks.Create;
import dev.kith.crm.application.task.Tasks.Edit;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Role;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.Team;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.calendar.BusinessCalendar;
import dev.kith.crm.domain.calendar.BusinessCalendarId;
import dev.kith.crm.domain.calendar.CalendarDraft;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.shared.worktime.Shift;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskField;
import dev.kith.crm.domain.task.TaskId;
import dev.kith.crm.domain.task.escalation.Escalation;
import dev.kith.crm.domain.task.escalation.EscalationEvent.Escalated;
import dev.kith.crm.domain.task.escalation.EscalationLevel;
import dev.kith.crm.domain.task.escalation.EscalationLevel.Deed;
import dev.kith.crm.domain.task.escalation.EscalationPolicy;
import dev.kith.crm.domain.task.escalation.EscalationTarget;
import dev.kith.crm.domain.task.escalation.EscalationTarget.Managers;
import dev.kith.crm.domain.task.escalation.EscalationTarget.Members;
import dev.kith.crm.domain.task.escalation.EscalationTarget.Person;
import dev.kith.crm.domain.task.escalation.EscalationTerms;
import dev.kith.crm.domain.task.escalation.EscalationTerms.Since;
import dev.kith.crm.domain.task.escalation.Ladder;
import dev.kith.crm.domain.task.escalation.Ladder.Fit;
import dev.kith.crm.domain.task.escalation.Ladder.State;
import dev.kith.crm.domain.task.escalation.Ladder.Step;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.SettableClock;
import dev.kith.crm.testkit.TrialCrm;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The clock stands at a Monday, nine in the morning, when the office opens until five. */
class EscalatingTasksSpec {

  private static final Instant NOW = SettableClock.START;

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final TeamId north = team();
  private final RoleId manager = role();
  private final UserId olga = user("Olga", Set.of(), Set.of(north));
  private final UserId mia = user("Mia", Set.of(manager), Set.of(north));
  private final UserId far = user("Far", Set.of(manager), Set.of());

  @Nested
  class A_level {

    @Test
    void tells_whom_it_names_at_its_moment_and_only_once() {
      active(Since.DUE, tell(2, new Person(mia)), tell(4, new Managers(manager)));
      Task task = create(due(1), olga);
      at(3, -1);
      assertThat(escalated()).isEmpty();
      at(3, 0);
      assertThat(escalated()).extracting(Escalated::level).containsExactly(1);
      at(5, 0);
      trial.crm.runDue();
      assertThat(escalated()).extracting(Escalated::level).containsExactly(1, 2);
      assertThat(escalated()).extracting(Escalated::at).containsExactly(later(3), later(5));
      // Managers are those of the owner's team.
      assertThat(told(mia)).hasSize(2);
      assertThat(told(far)).isEmpty();
      assertThat(trial.as(ada).taskEscalations().of(task.id()).orElseThrow().history())
          .extracting(Escalation::level)
          .containsExactly(2, 1);
      assertThat(trial.as(ada).taskEscalations().last(List.of(seen(task))).get(task.id()).level())
          .isEqualTo(2);
    }

    @Test
    void gives_the_task_to_who_has_least_to_do_and_lets_it_matter_more() {
      UserId busy = user("Busy", Set.of(), Set.of(north));
      unimportant(mia);
      unimportant(busy);
      unimportant(busy);
      EscalationTerms terms =
          new EscalationTerms(
              "Late",
              Set.of(),
              Set.of(Priority.NORMAL),
              Since.TOUCHED,
              null,
              List.of(
                  new EscalationLevel(hours(1), new Members(north), Deed.REASSIGN, true),
                  tell(3, new Person(far))));
      active(terms);
      Task task = create(due(8), olga);
      at(1, 0);
      Task given = trial.storage.tasks().find(task.id()).orElseThrow();
      assertThat(given.owner()).isEqualTo(mia);
      assertThat(given.content().priority()).isEqualTo(Priority.HIGH);
      assertThat(escalated().getLast().newOwner()).isEqualTo(mia);
      assertThat(told(mia)).hasSize(1);
      assertThat(told(olga)).hasSize(1);
      // What the CRM did itself was no touch, and takes the task off no ladder.
      at(3, 0);
      assertThat(told(far)).hasSize(1);
    }

    @Test
    void that_finds_nobody_says_so() {
      active(Since.DUE, new EscalationLevel(hours(0), new Members(north), Deed.REASSIGN, false));
      deactivate(mia);
      Task task = create(due(0), olga);
      trial.crm.runDue();
      assertThat(trial.as(ada).taskEscalations().of(task.id()).orElseThrow().history())
          .extracting(Escalation::outcome)
          .containsExactly("There was nobody to give it to.");
      assertThat(trial.storage.tasks().find(task.id()).orElseThrow().owner()).isEqualTo(olga);
    }
  }

  @Nested
  class A_ladder {

    @Test
    void stands_still_while_the_task_waits() {
      active(Since.DUE, tell(2, new Person(mia)));
      Task task = create(due(0), olga);
      at(1, 0);
      trial.as(ada).tasks().await(task.id(), null).orElseThrow();
      at(6, 0);
      assertThat(escalated()).isEmpty();
      trial.as(ada).tasks().start(task.id()).orElseThrow();
      at(7, -1);
      assertThat(escalated()).isEmpty();
      at(7, 0);
      assertThat(escalated()).extracting(Escalated::at).containsExactly(later(7));
    }

    @Test
    void stops_when_somebody_acknowledges_and_begins_anew_with_another_date() {
      active(Since.DUE, tell(1, new Person(mia)), tell(2, new Person(far)));
      Task task = create(due(0), olga);
      at(1, 0);
      trial.as(ada).taskEscalations().acknowledge(task.id()).orElseThrow();
      at(4, 0);
      assertThat(escalated()).hasSize(1);
      move(task, due(5));
      at(6, 0);
      assertThat(escalated()).extracting(Escalated::at).containsExactly(later(1), later(6));
    }

    @Test
    void follows_the_hours_of_its_calendar() {
      active(Since.DUE, tell(2, new Person(mia)));
      create(due(0), olga);
      at(1, 0);
      // The office opens an hour later from now on, also on this day.
      trial.as(ada).businessCalendars().redraw(BusinessCalendar.FIRST.id(), week(10)).orElseThrow();
      at(2, 0);
      assertThat(escalated()).isEmpty();
      at(3, -1);
      assertThat(escalated()).isEmpty();
      at(3, 0);
      assertThat(escalated()).hasSize(1);
    }

    @Test
    void comes_earlier_where_its_policy_is_rewritten_so() {
      EscalationPolicy policy = active(Since.DUE, tell(6, new Person(mia)));
      create(due(0), olga);
      at(1, 0);
      trial
          .as(ada)
          .escalationPolicies()
          .rewrite(policy.id(), terms(Since.DUE, tell(3, new Person(mia))))
          .orElseThrow();
      at(3, 0);
      assertThat(escalated()).hasSize(1);
    }

    @Test
    void is_none_once_the_policy_is_paused_or_the_task_has_ended() {
      EscalationPolicy policy = active(Since.DUE, tell(1, new Person(mia)));
      Task task = create(due(0), olga);
      trial.crm.runDue();
      trial.as(ada).tasks().complete(task.id(), null).orElseThrow();
      create(due(1), olga);
      at(1, 0);
      trial.as(ada).escalationPolicies().pause(policy.id()).orElseThrow();
      at(3, 0);
      assertThat(escalated()).isEmpty();
    }
  }

  @Nested
  class Activating {

    @Test
    void sets_off_no_avalanche() {
      Task task = create(due(0), olga);
      at(3, 0);
      EscalationPolicy policy =
          active(Since.DUE, tell(1, new Person(mia)), tell(4, new Person(mia)));
      trial.crm.runDue();
      assertThat(escalated()).isEmpty();
      Ladder ladder =
          trial.as(ada).escalationPolicies().preview(policy.id(), task.id()).orElseThrow();
      assertThat(ladder.steps())
          .extracting(Step::state)
          .containsExactly(State.PASSED_OVER, State.PLANNED);
      at(4, 0);
      assertThat(escalated()).extracting(Escalated::level).containsExactly(2);
    }

    @Test
    void can_be_tried_on_a_task_before() {
      Task task = create(due(1), olga);
      EscalationPolicy paused = written(terms(Since.DUE, tell(2, new Person(mia))));
      Ladder ladder =
          trial.as(ada).escalationPolicies().preview(paused.id(), task.id()).orElseThrow();
      assertThat(ladder.fit()).isEqualTo(Fit.INACTIVE);
      assertThat(ladder.steps()).extracting(Step::moment).containsExactly(later(3));
      at(9, 0);
      assertThat(escalated()).isEmpty();
    }
  }

  @Nested
  class Keeping_policies {

    @Test
    void needs_permissions_and_what_they_name() {
      EscalationTerms terms = terms(Since.DUE, tell(1, new Person(mia)));
      EscalationPolicy policy = written(terms);
      Actor stranger = Actors.stranger();
      assertThat(trial.as(stranger).escalationPolicies().list())
          .isEqualTo(
              Outcome.refused(new Forbidden("task:view", "This needs the permission task:view.")));
      assertThat(trial.as(stranger).escalationPolicies().pause(policy.id()))
          .isInstanceOf(Outcome.Refused.class);
      assertThat(trial.as(ada).escalationPolicies().list())
          .isEqualTo(Outcome.done(List.of(policy)));
      EscalationTerms unknown =
          new EscalationTerms(
              "Lost",
              Set.of(),
              Set.of(),
              Since.DUE,
              new BusinessCalendarId(UUID.randomUUID()),
              List.of(
                  tell(1, new Person(new UserId(UUID.randomUUID()))),
                  tell(2, new Members(new TeamId(UUID.randomUUID()))),
                  tell(3, new Managers(new RoleId(UUID.randomUUID())))));
      assertThat(trial.as(ada).escalationPolicies().write(unknown))
          .satisfies(outcome ->
              assertThat(codes(outcome))
                  .containsExactly(
                      "/calendar unknown-calendar",
                      "/levels/0/to unknown-target",
                      "/levels/1/to unknown-target",
                      "/levels/2/to unknown-target"));
      trial.as(ada).escalationPolicies().delete(policy.id()).orElseThrow();
      assertThat(trial.as(ada).escalationPolicies().get(policy.id()))
          .isEqualTo(Outcome.refused(NotFound.of("escalation-policy", policy.id().value())));
    }

    @Test
    void acknowledging_is_for_open_tasks_that_the_actor_may_edit() {
      Task task = create(DueDraft.NONE, olga);
      assertThat(trial.as(Actors.stranger()).taskEscalations().acknowledge(task.id()))
          .isInstanceOf(Outcome.Refused.class);
      TaskId nothing = new TaskId(UUID.randomUUID());
      assertThat(trial.as(ada).taskEscalations().acknowledge(nothing))
          .isEqualTo(Outcome.refused(NotFound.of("task", nothing.value())));
      trial.as(ada).tasks().complete(task.id(), null).orElseThrow();
      assertThat(trial.as(ada).taskEscalations().acknowledge(task.id()))
          .isEqualTo(
              Outcome.refused(
                  new InvalidTransition("task", "DONE", "ACKNOWLEDGED", List.of("OPEN"))));
    }
  }

  private void at(int hours, int seconds) {
    trial.clock.set(later(hours).plusSeconds(seconds));
    trial.crm.runDue();
  }

  private static Instant later(int hours) {
    return NOW.plus(hours(hours));
  }

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }

  private static DueDraft due(int hours) {
    return DueDraft.at(later(hours), "UTC");
  }

  private static CalendarDraft week(int from) {
    return new CalendarDraft(
        "Office hours",
        "UTC",
        Map.of(DayOfWeek.MONDAY, List.of(new Shift(LocalTime.of(from, 0), LocalTime.of(17, 0)))),
        List.of());
  }

  private static EscalationLevel tell(int hours, EscalationTarget to) {
    return new EscalationLevel(hours(hours), to, Deed.NOTIFY, false);
  }

  private static EscalationTerms terms(Since since, EscalationLevel... levels) {
    return new EscalationTerms("Late", Set.of(), Set.of(), since, null, List.of(levels));
  }

  private EscalationPolicy written(EscalationTerms terms) {
    return trial.as(ada).escalationPolicies().write(terms).orElseThrow();
  }

  private EscalationPolicy active(Since since, EscalationLevel... levels) {
    return active(terms(since, levels));
  }

  private EscalationPolicy active(EscalationTerms terms) {
    EscalationPolicy policy = written(terms);
    return trial.as(ada).escalationPolicies().activate(policy.id()).orElseThrow();
  }

  private Task create(DueDraft due, UserId owner) {
    return trial
        .as(ada)
        .tasks()
        .create(new Create(TaskDraft.of("Call").due(due), owner))
        .orElseThrow();
  }

  private void unimportant(UserId owner) {
    trial
        .as(ada)
        .tasks()
        .create(new Create(TaskDraft.of("Tidy up").priority(Priority.LOW), owner))
        .orElseThrow();
  }

  private void move(Task task, DueDraft due) {
    trial
        .as(ada)
        .tasks()
        .edit(task.id(), new Edit(Set.of(TaskField.DUE), TaskDraft.of("x").due(due)))
        .orElseThrow();
  }

  private TaskView seen(Task task) {
    return trial.as(ada).taskQueries().shown(task);
  }

  private TeamId team() {
    Team team = Team.found(new TeamId(UUID.randomUUID()), "North", NOW).orElseThrow().next();
    return trial
        .storage
        .transactions()
        .run(() -> trial.storage.teams().add(team))
        .orElseThrow()
        .id();
  }

  private RoleId role() {
    Role role =
        Role.define(new RoleId(UUID.randomUUID()), "Manager", Grants.NONE, Grants.everything(), NOW)
            .orElseThrow()
            .next();
    return trial
        .storage
        .transactions()
        .run(() -> trial.storage.roles().add(role))
        .orElseThrow()
        .id();
  }

  private UserId user(String name, Set<RoleId> roles, Set<TeamId> teams) {
    UserId id = new UserId(UUID.randomUUID());
    User user =
        User.register(id, new User.Profile(name + "@kith.example", name, roles, teams), NOW)
            .orElseThrow()
            .next();
    return trial
        .storage
        .transactions()
        .run(() -> trial.storage.users().add(user))
        .orElseThrow()
        .id();
  }

  private void deactivate(UserId id) {
    User known = trial.storage.users().find(id).orElseThrow();
    trial
        .storage
        .transactions()
        .run(() -> trial.storage.users().update(known.deactivate(NOW).next()))
        .orElseThrow();
  }

  private List<String> told(UserId user) {
    return trial
        .storage
        .notifications()
        .list(ListQuery.all(NotificationFields.CATALOGUE), user)
        .items()
        .stream()
        .map(notification -> notification.message().topic())
        .toList();
  }

  private List<Escalated> escalated() {
    return trial.storage.outbox().after((@Nullable UUID) null, 1_000).stream()
        .map(EventEnvelope::event)
        .filter(Escalated.class::isInstance)
        .map(Escalated.class::cast)
        .toList();
  }

  private static List<String> codes(Outcome<EscalationPolicy> outcome) {
    return outcome instanceof Outcome.Refused<EscalationPolicy>(Invalid(List<Violation> violations))
        ? violations.stream().map(v -> v.pointer() + " " + v.code()).toList()
        : List.of();
  }
}
