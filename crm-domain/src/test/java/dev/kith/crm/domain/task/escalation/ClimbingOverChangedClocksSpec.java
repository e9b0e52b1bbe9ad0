package dev.kith.crm.domain.task.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.worktime.BusinessHours;
import dev.kith.crm.domain.shared.worktime.Shift;
import dev.kith.crm.domain.task.DueDraft;
import dev.kith.crm.domain.task.Task;
import dev.kith.crm.domain.task.TaskDraft;
import dev.kith.crm.domain.task.escalation.EscalationLevel.Deed;
import dev.kith.crm.domain.task.escalation.EscalationState.Pause;
import dev.kith.crm.domain.task.escalation.EscalationTerms.Since;
import dev.kith.crm.domain.task.escalation.Ladder.State;
import dev.kith.crm.domain.task.escalation.Ladder.Step;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Seeded;
import dev.kith.crm.domain.testkit.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Levels over nights of changed clocks, held against somebody who counts the minutes. */
class ClimbingOverChangedClocksSpec {

  private static final int LONGEST_DAYS = 40;

  private record Change(String zone, String at) {}

  private static final List<Change> CHANGES =
      List.of(
          new Change("Europe/Berlin", "2026-03-29T01:00:00Z"),
          new Change("Europe/Berlin", "2026-10-25T01:00:00Z"),
          new Change("Australia/Lord_Howe", "2026-10-03T15:30:00Z"),
          new Change("Africa/Cairo", "2026-04-23T22:00:00Z"));

  @Test
  void a_level_comes_when_so_many_minutes_were_open_in_which_the_task_did_not_wait() {
    Seeded.cases(
        200,
        random -> {
          Change change = random.oneOf(CHANGES);
          ZoneId zone = ZoneId.of(change.zone());
          // By day, or through the night in which clocks are changed.
          BusinessHours hours =
              random.nextBoolean()
                  ? BusinessHours.workdays(
                      zone, new Shift(LocalTime.of(9, 0), LocalTime.of(17, 30)))
                  : BusinessHours.workdays(
                      zone, new Shift(LocalTime.of(21, 0), LocalTime.of(6, 0)));
          Instant due =
              Instant.parse(change.at()).minus(Duration.ofMinutes(random.between(0, 4_000)));
          List<Pause> pauses = pauses(random, due);
          Instant waits =
              random.percent(30)
                  ? (pauses.isEmpty() ? due : pauses.getLast().to())
                      .plus(Duration.ofMinutes(random.between(1, 3_000)))
                  : null;
          Duration after = Duration.ofMinutes(random.between(1, 2_400));
          Task task = Tasks.of(TaskDraft.of("Call").due(DueDraft.at(due, zone.getId())));

          Step step =
              Ladder.of(
                      policy(after),
                      hours,
                      task,
                      new EscalationState(null, pauses, waits, null),
                      List.of())
                  .steps()
                  .getFirst();
          Instant counted = counted(hours, due, pauses, waits, after);
          assertThat(step.moment()).isEqualTo(counted);
          assertThat(step.state()).isEqualTo(counted == null ? State.WAITING : State.PLANNED);
        });
  }

  private static List<Pause> pauses(Seeded random, Instant due) {
    List<Pause> pauses = new ArrayList<>();
    Instant from = due.minus(Duration.ofMinutes(600));
    for (int i = random.between(0, 3); i > 0; i--) {
      Instant begun = from.plus(Duration.ofMinutes(random.between(1, 1_200)));
      from = begun.plus(Duration.ofMinutes(random.between(1, 1_500)));
      pauses.add(new Pause(begun, from));
    }
    return pauses;
  }

  /** The end of the last minute that counts; null where the task waits before. */
  private static @Nullable Instant counted(
      BusinessHours hours,
      Instant due,
      List<Pause> pauses,
      @Nullable Instant waits,
      Duration after) {
    long left = after.toMinutes();
    Instant end = due.plus(Duration.ofDays(LONGEST_DAYS));
    for (Instant at = due; at.isBefore(end); at = at.plusSeconds(60)) {
      if (waits != null && !at.isBefore(waits)) {
        return null;
      }
      Instant minute = at;
      boolean paused =
          pauses.stream()
              .anyMatch(pause -> !minute.isBefore(pause.from()) && minute.isBefore(pause.to()));
      if (hours.isOpen(at) && !paused) {
        left--;
      }
      if (left == 0) {
        return at.plusSeconds(60);
      }
    }
    throw new AssertionError("not so much time in " + LONGEST_DAYS + " days");
  }

  private static EscalationPolicy policy(Duration after) {
    EscalationTerms terms =
        new EscalationTerms(
            "Late",
            Set.of(),
            Set.of(),
            Since.DUE,
            null,
            List.of(
                new EscalationLevel(
                    after,
                    new EscalationTarget.Person(Actors.userId("Olga")),
                    Deed.NOTIFY,
                    false)));
    Instant before = Instant.parse("2020-01-01T00:00:00Z");
    return EscalationPolicy.write(new EscalationPolicyId(Leads.anId().value()), terms, before)
        .orElseThrow()
        .next()
        .activate(before)
        .next();
  }
}
