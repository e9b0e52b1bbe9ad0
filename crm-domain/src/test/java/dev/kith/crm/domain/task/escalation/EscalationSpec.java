package dev.kith.crm.domain.task.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.shared.worktime.BusinessHours;
import dev.kith.crm.domain.shared.worktime.Shift;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.Priority;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.TaskType;
import dev.kith.crm.domain.task.escalation.EscalationLevel.Deed;
import dev.kith.crm.domain.task.escalation.EscalationState.Acknowledgement;
import dev.kith.crm.domain.task.escalation.EscalationState.Pause;
import dev.kith.crm.domain.task.escalation.EscalationTerms.Since;
import dev.kith.crm.domain.task.escalation.Ladder.Fit;
import dev.kith.crm.domain.task.escalation.Ladder.State;
import dev.kith.crm.domain.task.escalation.Ladder.Step;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EscalationSpec {

  // A Monday; the tasks of the testkit are created at ten.
  private static final Instant NINE = Instant.parse("2026-11-02T09:00:00Z");
  private static final UserId OLGA = Actors.userId("Olga");
  private static final BusinessHours HOURS =
      BusinessHours.workdays(ZoneOffset.UTC, new Shift(LocalTime.of(9, 0), LocalTime.of(17, 0)));
  private static final EscalationLevel FOUR =
      new EscalationLevel(hours(4), new EscalationTarget.Person(OLGA), Deed.NOTIFY, false);
  private static final EscalationLevel EIGHT =
      new EscalationLevel(hours(8), new EscalationTarget.Person(OLGA), Deed.REASSIGN, true);
  private static final EscalationPolicy POLICY = active(terms(Since.DUE, FOUR, EIGHT));

  @Nested
  class A_ladder {

    private final Task task = due(at(15));

    @Test
    void counts_business_time_from_its_beginning() {
      assertThat(ladder(POLICY, task, EscalationState.NOTHING))
          .isEqualTo(
              new Ladder(
                  POLICY,
                  Fit.APPLIES,
                  at(15),
                  List.of(
                      new Step(1, FOUR, State.PLANNED, at(24 + 11), null),
                      new Step(2, EIGHT, State.PLANNED, at(24 + 15), null))));
      assertThat(moments(active(terms(Since.CREATED, FOUR)), task, EscalationState.NOTHING))
          .containsExactly(at(14));
    }

    @Test
    void counts_from_the_last_touch_which_escalating_is_none() {
      EscalationPolicy policy = active(terms(Since.TOUCHED, FOUR));
      Task started = task.start(at(12)).orElseThrow().next();
      assertThat(moments(policy, started, EscalationState.NOTHING)).containsExactly(at(16));
      EscalationState state = EscalationState.NOTHING.untouched(started);
      Task raised = started.assign(OLGA, at(13)).orElseThrow().next();
      assertThat(moments(policy, raised, state)).containsExactly(at(16));
      assertThat(moments(policy, raised, state.touched(at(12).plusSeconds(60))))
          .containsExactly(at(16).plusSeconds(60));
    }

    @Test
    void stands_still_while_the_task_waits_for_somebody_else() {
      // Two hours on Monday, then waiting until Tuesday noon: two more hours are left.
      Task early = due(at(10));
      EscalationState waited =
          new EscalationState(null, List.of(new Pause(at(12), at(24 + 12))), null, null);
      assertThat(moments(POLICY, early, waited)).containsExactly(at(24 + 14), at(48 + 10));

      Task waiting = early.await("for her", at(12)).orElseThrow().next();
      assertThat(states(POLICY, waiting, EscalationState.NOTHING))
          .containsExactly(State.WAITING, State.WAITING);
      Task tooLate = early.await("for her", at(15)).orElseThrow().next();
      assertThat(states(POLICY, tooLate, EscalationState.NOTHING))
          .containsExactly(State.PLANNED, State.WAITING);
      // As long as it is not noted that it goes on, nothing comes.
      assertThat(states(POLICY, early, EscalationState.NOTHING.waiting(at(12))))
          .containsExactly(State.WAITING, State.WAITING);
    }

    @Test
    void of_which_the_beginning_lies_in_a_pause_begins_behind_it() {
      EscalationState waited =
          new EscalationState(
              null, List.of(new Pause(at(10), at(11)), new Pause(at(14), at(16))), null, null);
      assertThat(moments(POLICY, task, waited).getFirst()).isEqualTo(at(24 + 12));
    }

    @Test
    void knows_of_time_that_never_comes() {
      BusinessHours closed = BusinessHours.workdays(ZoneOffset.UTC);
      Ladder ladder = Ladder.of(POLICY, closed, task, EscalationState.NOTHING, List.of());
      assertThat(ladder.steps()).extracting(Step::state).containsOnly(State.NEVER);
      assertThat(ladder.next()).isEmpty();
    }

    @Test
    void has_each_level_once_for_a_beginning_and_begins_anew_with_another() {
      Escalation done = escalation(task, at(15), false);
      Ladder ladder = Ladder.of(POLICY, HOURS, task, EscalationState.NOTHING, List.of(done));
      assertThat(ladder.steps().getFirst())
          .isEqualTo(new Step(1, FOUR, State.ESCALATED, at(24 + 11), done));
      assertThat(ladder.next().orElseThrow().number()).isEqualTo(2);

      Ladder moved =
          Ladder.of(
              POLICY, HOURS, withId(task, due(at(16))), EscalationState.NOTHING, List.of(done));
      assertThat(moved.next().orElseThrow().number()).isEqualTo(1);
    }

    @Test
    void passes_over_what_had_passed_before_the_policy_was_activated() {
      EscalationPolicy late =
          new EscalationPolicy(POLICY.id(), POLICY.revision(), POLICY.terms(), at(24 + 12));
      assertThat(states(late, task, EscalationState.NOTHING))
          .containsExactly(State.PASSED_OVER, State.PLANNED);
    }

    @Test
    void stops_when_somebody_sees_to_the_task_until_it_begins_anew() {
      EscalationState seen = EscalationState.NOTHING.acknowledgedBy("Olga", task, at(12));
      assertThat(seen.acknowledged()).isEqualTo(new Acknowledgement(at(12), at(15), "Olga"));
      assertThat(states(POLICY, task, seen))
          .containsExactly(State.ACKNOWLEDGED, State.ACKNOWLEDGED);
      assertThat(states(POLICY, due(at(14)), seen)).containsOnly(State.PLANNED);
      assertThat(states(POLICY, due(at(11)), seen)).containsOnly(State.ACKNOWLEDGED);
    }

    @Test
    void is_for_the_tasks_that_the_policy_names() {
      assertThat(fit(POLICY, task)).isEqualTo(Fit.APPLIES);
      assertThat(fit(POLICY, task.complete(null, NINE).orElseThrow().next())).isEqualTo(Fit.ENDED);
      assertThat(fit(POLICY, task.delete(NINE).next())).isEqualTo(Fit.ENDED);
      assertThat(fit(POLICY, Tasks.of(TaskDraft.of("Some day")))).isEqualTo(Fit.NOT_DUE);
      assertThat(fit(POLICY.pause(NINE).next(), task)).isEqualTo(Fit.INACTIVE);
      assertThat(fit(active(only(Set.of(TaskType.CALL), Set.of())), task))
          .isEqualTo(Fit.OTHER_TYPE);
      EscalationPolicy high = active(only(Set.of(TaskType.TO_DO), Set.of(Priority.HIGH)));
      assertThat(fit(high, task)).isEqualTo(Fit.OTHER_PRIORITY);
      assertThat(
              Ladder.of(
                      new EscalationPolicy(
                          POLICY.id(), high.revision(), high.terms(), high.activeSince()),
                      HOURS,
                      task,
                      EscalationState.NOTHING,
                      List.of(escalation(task, at(15), true)))
                  .fit())
          .isEqualTo(Fit.APPLIES);
    }
  }

  @Nested
  class A_policy {

    @Test
    void is_paused_at_first_and_says_when_it_changes() {
      EscalationPolicy policy =
          EscalationPolicy.write(POLICY.id(), POLICY.terms(), NINE).orElseThrow().next();
      assertThat(policy.isActive()).isFalse();
      var activated = policy.activate(at(10));
      assertThat(activated.next().activeSince()).isEqualTo(at(10));
      assertThat(activated.events())
          .containsExactly(new EscalationEvent.PolicyChanged(policy.id(), true));
      assertThat(activated.next().activate(at(11)).next()).isEqualTo(activated.next());
      var rewritten = activated.next().rewrite(terms(Since.CREATED, FOUR), at(11)).orElseThrow();
      assertThat(rewritten.next().activeSince()).isEqualTo(at(10));
      assertThat(rewritten.next().revision().version()).isEqualTo(3);
      assertThat(
              rewritten.next().rewrite(terms(Since.CREATED, FOUR), at(12)).orElseThrow().events())
          .isEmpty();
      assertThat(rewritten.next().delete(at(12)).next().isActive()).isFalse();
    }

    @Test
    void is_refused_with_everything_that_is_wrong() {
      EscalationTerms bad =
          new EscalationTerms(
              " ",
              Set.of(),
              Set.of(),
              Since.DUE,
              null,
              List.of(
                  EIGHT,
                  FOUR,
                  new EscalationLevel(
                      hours(-1), new EscalationTarget.Person(OLGA), Deed.NOTIFY, false)));
      assertThat(codes(bad))
          .containsExactly(
              "/name required", "/levels/1/after not-ascending", "/levels/2/after out-of-range");
      assertThat(codes(terms(Since.DUE))).containsExactly("/levels required");
    }

    @Test
    void names_whom_it_brings_tasks_before() {
      List<EscalationTarget> all =
          List.of(
              new EscalationTarget.Person(OLGA),
              new EscalationTarget.Members(new TeamId(OLGA.value())),
              new EscalationTarget.Holders(new RoleId(OLGA.value())),
              new EscalationTarget.Managers(new RoleId(OLGA.value())));
      assertThat(all).allSatisfy(t -> assertThat(EscalationTarget.parse(t.code())).contains(t));
      assertThat(List.of("", "user|x", "planet|" + OLGA, "user"))
          .allSatisfy(text -> assertThat(EscalationTarget.parse(text)).isEmpty());
    }
  }

  private static Duration hours(int hours) {
    return Duration.ofHours(hours);
  }

  private static Instant at(int hour) {
    return NINE.plus(hours(hour - 9));
  }

  private static Task due(Instant at) {
    return Tasks.of(TaskDraft.of("Call").due(DueDraft.at(at, "UTC")));
  }

  private static Task withId(Task task, Task other) {
    return new Task(
        task.id(),
        other.revision(),
        other.content(),
        other.owner(),
        other.status(),
        other.snoozedUntil(),
        other.origin(),
        other.occurrence());
  }

  private static EscalationTerms terms(Since since, EscalationLevel... levels) {
    return new EscalationTerms("Late", Set.of(), Set.of(), since, null, List.of(levels));
  }

  private static EscalationTerms only(Set<TaskType> types, Set<Priority> priorities) {
    return new EscalationTerms("Late", types, priorities, Since.DUE, null, List.of(FOUR));
  }

  private static EscalationPolicy active(EscalationTerms terms) {
    return EscalationPolicy.write(new EscalationPolicyId(Leads.anId().value()), terms, NINE)
        .orElseThrow()
        .next()
        .activate(NINE)
        .next();
  }

  private static Escalation escalation(Task task, Instant beginning, boolean raised) {
    return new Escalation(
        task.id(),
        POLICY.id(),
        "Late",
        1,
        beginning,
        at(24 + 11),
        at(24 + 11),
        Deed.NOTIFY,
        raised,
        "One user was told.");
  }

  private static Ladder ladder(EscalationPolicy policy, Task task, EscalationState state) {
    return Ladder.of(policy, HOURS, task, state, List.of());
  }

  private static List<@Nullable Instant> moments(
      EscalationPolicy policy, Task task, EscalationState state) {
    return ladder(policy, task, state).steps().stream()
        .<@Nullable Instant>map(Step::moment)
        .toList();
  }

  private static List<State> states(EscalationPolicy policy, Task task, EscalationState state) {
    return ladder(policy, task, state).steps().stream().map(Step::state).toList();
  }

  private static Fit fit(EscalationPolicy policy, Task task) {
    return ladder(policy, task, EscalationState.NOTHING).fit();
  }

  private static List<String> codes(EscalationTerms terms) {
    return terms.read() instanceof Outcome.Refused<EscalationTerms>(Invalid(List<Violation> all))
        ? all.stream().map(v -> v.pointer() + " " + v.code()).toList()
        : List.of();
  }
}
