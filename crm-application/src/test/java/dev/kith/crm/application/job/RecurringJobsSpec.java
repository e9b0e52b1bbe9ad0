package dev.kith.crm.application.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.DoneWork;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.job.Schedule;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SequentialIds;
import dev.kith.crm.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RecurringJobsSpec {

  private static final Actor ADMIN = Actors.administrator();

  private final SettableClock clock = SettableClock.atStart();
  private final SequentialIds ids = new SequentialIds();
  private final MemoryStorage storage = new MemoryStorage();
  private final List<Instant> runs = new ArrayList<>();
  private final Crm crm = crm();

  private Crm crm() {
    return Crm.on(storage)
        .clock(clock)
        .ids(ids)
        .background(false)
        .job("ten", run -> runs.add(clock.instant()))
        .recurring(new Recurring("every-ten", Schedule.every(Duration.ofMinutes(10)), "ten"))
        .start();
  }

  @Nested
  class A_recurring_job {

    @Test
    void runs_at_its_times() {
      assertThat(crm.runDue()).isEqualTo(DoneWork.NOTHING);
      clock.set(Instant.parse("2026-03-02T09:10:00Z"));
      assertThat(crm.runDue()).isEqualTo(new DoneWork(0, 1, 1));
      assertThat(crm.runDue()).isEqualTo(DoneWork.NOTHING);
      assertThat(runs).containsExactly(Instant.parse("2026-03-02T09:10:00Z"));
    }

    @Test
    void that_was_missed_many_times_is_made_up_for_once() {
      clock.set(Instant.parse("2026-03-09T12:34:56Z"));
      crm.runDue();

      assertThat(runs).containsExactly(Instant.parse("2026-03-09T12:34:56Z"));
      assertThat(everyTen().nextRun()).isEqualTo(Instant.parse("2026-03-09T12:40:00Z"));
      assertThat(everyTen().lastRun()).isEqualTo(Instant.parse("2026-03-09T12:34:56Z"));
    }

    @Test
    void of_two_processes_runs_in_one() {
      Crm other = crm();
      clock.set(Instant.parse("2026-03-02T09:10:00Z"));
      crm.runDue();
      other.runDue();

      assertThat(runs).hasSize(1);
    }

    @Test
    void keeps_what_somebody_changed_over_a_restart() {
      crm.as(ADMIN).schedules().change("every-ten", "daily 03:00 Europe/Berlin").orElseThrow();
      Crm restarted = crm();

      assertThat(restarted.as(ADMIN).schedules().get("every-ten").map(s -> s.schedule().toString()))
          .isEqualTo(Outcome.done("daily 03:00 Europe/Berlin"));
    }
  }

  @Nested
  class An_administrator {

    @Test
    void disables_and_enables_it() {
      assertThat(crm.as(ADMIN).schedules().disable("every-ten").map(ScheduleView::enabled))
          .isEqualTo(Outcome.done(false));
      clock.set(Instant.parse("2026-03-02T09:10:00Z"));
      crm.runDue();
      assertThat(runs).isEmpty();

      clock.set(Instant.parse("2026-03-02T09:11:00Z"));
      assertThat(crm.as(ADMIN).schedules().enable("every-ten").map(ScheduleView::nextRun))
          .isEqualTo(Outcome.done(Instant.parse("2026-03-02T09:20:00Z")));
      crm.runDue();
      assertThat(runs).isEmpty();
    }

    @Test
    void runs_it_now_even_if_it_is_disabled() {
      crm.as(ADMIN).schedules().disable("every-ten").orElseThrow();
      var job = crm.as(ADMIN).schedules().runNow("every-ten").orElseThrow();
      crm.runDue();

      assertThat(runs).containsExactly(clock.instant());
      assertThat(crm.as(ADMIN).jobs().get(job).map(JobView::state))
          .isEqualTo(Outcome.done(JobState.SUCCEEDED));
    }

    @Test
    void is_told_what_is_wrong_with_a_schedule() {
      assertThat(crm.as(ADMIN).schedules().change("every-ten", "daily 24:00 UTC"))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "schedule", "schedule-time", "A time is written like 08:00 or 23:30."))));
      assertThat(crm.as(ADMIN).schedules().disable("nothing"))
          .isEqualTo(Outcome.refused(new NotFound("schedule", "nothing")));
    }
  }

  @Test
  void nobody_else_sees_or_changes_schedules() {
    assertThat(crm.as(Actors.stranger()).schedules().list())
        .isEqualTo(
            Outcome.refused(
                new Forbidden("job:view", "This needs the permission job:view on all records.")));
    assertThat(crm.as(Actors.stranger()).schedules().runNow("every-ten"))
        .isEqualTo(
            Outcome.refused(
                new Forbidden(
                    "job:administer", "This needs the permission job:administer on all records.")));
  }

  @Nested
  class A_recycled_lead {

    @Test
    void becomes_new_exactly_at_its_moment() {
      Instant until = clock.instant().plus(Duration.ofDays(3)).plusSeconds(7);
      LeadId id = recycled(until);
      crm.runDue();

      clock.set(until.minusMillis(1));
      crm.runDue();
      assertThat(status(id)).isEqualTo(LeadStatus.Name.RECYCLED);
      clock.set(until);
      crm.runDue();
      assertThat(status(id)).isEqualTo(LeadStatus.Name.NEW);
    }

    @Test
    void that_was_put_aside_anew_waits_for_the_later_moment() {
      Instant first = clock.instant().plus(Duration.ofDays(3));
      LeadId id = recycled(first);
      crm.as(ADMIN).leads().startWork(id).orElseThrow();
      crm.as(ADMIN).leads().recycle(id, first.plusSeconds(60)).orElseThrow();
      crm.runDue();

      clock.set(first);
      crm.runDue();
      assertThat(status(id)).isEqualTo(LeadStatus.Name.RECYCLED);
      clock.advance(Duration.ofSeconds(60));
      crm.runDue();
      assertThat(status(id)).isEqualTo(LeadStatus.Name.NEW);
    }

    private LeadId recycled(Instant until) {
      var leads = crm.as(ADMIN).leads();
      LeadId id = leads.capture(new Leads.Capture(LeadDrafts.ada())).orElseThrow().id();
      leads.startWork(id).orElseThrow();
      leads.recycle(id, until).orElseThrow();
      return id;
    }

    private LeadStatus.Name status(LeadId id) {
      return crm.as(ADMIN).leadQueries().get(id).orElseThrow().status().name();
    }
  }

  private ScheduleView everyTen() {
    return crm.as(ADMIN).schedules().get("every-ten").orElseThrow();
  }
}
