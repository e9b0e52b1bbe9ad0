package dev.kith.crm.application.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.DoneWork;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SequentialIds;
import dev.kith.crm.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DoingJobsSpec {

  private static final Actor ADMIN = Actors.administrator();

  private final SettableClock clock = SettableClock.atStart();
  private final MemoryStorage storage = new MemoryStorage();
  private final SequentialIds ids = new SequentialIds();
  private final List<Crm> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(Crm::close);
  }

  @Nested
  class A_job {

    @Test
    void is_done_once_and_keeps_how_far_it_came() {
      List<String> done = new ArrayList<>();
      Crm crm =
          crm(run -> {
            done.add(run.payload().get("to") + " in attempt " + run.attempt());
            run.progress(1, 2L, "half");
          });
      JobId id = crm.jobQueue().enqueue(JobRequest.of("mail").with("to", "Ada"));

      assertThat(crm.runDue()).isEqualTo(new DoneWork(0, 0, 1));
      assertThat(crm.runDue()).isEqualTo(DoneWork.NOTHING);
      assertThat(done).containsExactly("Ada in attempt 1");
      JobView job = job(crm, id);
      assertThat(List.of(job.state(), job.progress()))
          .isEqualTo(List.of(JobState.SUCCEEDED, new JobView.Progress(1, 2L, "half")));
    }

    @Test
    void exists_only_if_the_run_that_asked_for_it_is_kept() {
      Crm crm = crm(run -> {});
      storage
          .transactions()
          .run(() -> {
            crm.jobQueue().enqueue(JobRequest.of("mail"));
            return Outcome.refused(new NotFound("thing", "1"));
          });

      assertThat(crm.runDue()).isEqualTo(DoneWork.NOTHING);
    }

    @Test
    void for_later_waits_until_then() {
      Crm crm = crm(run -> {});
      crm.jobQueue().enqueue(JobRequest.of("mail").at(clock.instant().plusSeconds(30)));

      clock.advance(Duration.ofSeconds(29));
      assertThat(crm.runDue()).isEqualTo(DoneWork.NOTHING);
      clock.advance(Duration.ofSeconds(1));
      assertThat(crm.runDue()).isEqualTo(new DoneWork(0, 0, 1));
    }
  }

  @Nested
  class A_job_that_fails {

    @Test
    void is_tried_again_later_and_later_until_it_is_dead() {
      List<Instant> tries = new ArrayList<>();
      Crm crm =
          crm(run -> {
            tries.add(clock.instant());
            throw new IllegalStateException("no mail server");
          });
      JobId id = crm.jobQueue().enqueue(JobRequest.of("mail").attempts(3));
      Instant start = clock.instant();
      for (int second = 0; second < 40; second++) {
        crm.runDue();
        clock.advance(Duration.ofSeconds(1));
      }

      assertThat(tries).containsExactly(start, start.plusSeconds(10), start.plusSeconds(30));
      JobView job = job(crm, id);
      assertThat(List.of(job.state(), job.attempts(), String.valueOf(job.error())))
          .isEqualTo(List.of(JobState.DEAD, 3, "java.lang.IllegalStateException: no mail server"));
    }

    @Test
    void for_good_is_not_tried_again() {
      Crm crm =
          crm(run -> {
            throw new JobGivenUpException("The file is gone.");
          });
      JobId id = crm.jobQueue().enqueue(JobRequest.of("mail"));
      crm.runDue();

      JobView job = job(crm, id);
      assertThat(List.of(job.state(), job.attempts(), String.valueOf(job.error())))
          .isEqualTo(List.of(JobState.DEAD, 1, "The file is gone."));
    }

    @Test
    void and_is_dead_waits_again_when_somebody_wants_it() {
      List<Integer> attempts = new ArrayList<>();
      Crm crm =
          crm(run -> {
            attempts.add(run.attempt());
            if (attempts.size() == 1) {
              throw new JobGivenUpException("not yet");
            }
          });
      JobId id = crm.jobQueue().enqueue(JobRequest.of("mail"));
      crm.runDue();

      assertThat(crm.as(ADMIN).jobs().retry(id).map(JobView::state))
          .isEqualTo(Outcome.done(JobState.WAITING));
      crm.runDue();
      assertThat(attempts).containsExactly(1, 1);
      assertThat(crm.as(ADMIN).jobs().retry(id))
          .isEqualTo(
              Outcome.refused(new InvalidTransition("job", "SUCCEEDED", "WAITING", List.of())));
    }
  }

  @Nested
  class A_worker_whose_lease_ran_out {

    @Test
    void cannot_write_any_more_once_another_has_the_job() {
      List<String> told = new ArrayList<>();
      Crm successor = crm(run -> run.finish(() -> capture(opened.getFirst(), "successor")));
      Crm paused =
          crm(run -> {
            clock.advance(JobWorker.LEASE);
            successor.runDue();
            assertThat(run.isCancelled()).isTrue();
            try {
              run.write(() -> capture(successor, "paused"));
            } catch (LeaseLostException e) {
              told.add("lost");
              throw e;
            }
          });
      JobId id = paused.jobQueue().enqueue(JobRequest.of("mail"));

      paused.runDue();

      assertThat(told).containsExactly("lost");
      assertThat(companies(successor)).containsExactly("successor");
      JobView job = job(successor, id);
      assertThat(List.of(job.state(), job.attempts())).isEqualTo(List.of(JobState.SUCCEEDED, 2));
    }

    @Test
    void can_go_on_if_nobody_has_the_job() {
      Crm crm =
          crm(run -> {
            clock.advance(JobWorker.LEASE);
            run.write(() -> Outcome.done("written"));
          });
      JobId id = crm.jobQueue().enqueue(JobRequest.of("mail"));
      crm.runDue();

      assertThat(job(crm, id).state()).isEqualTo(JobState.SUCCEEDED);
    }
  }

  @Nested
  class A_write {

    @Test
    void that_is_refused_is_undone_with_its_progress() {
      Crm[] crm = new Crm[1];
      crm[0] =
          crm(run -> {
            run.progress(1, null, "one");
            run.write(() -> {
              capture(crm[0], "undone");
              run.progress(2, null, "two");
              return Outcome.refused(new NotFound("thing", "1"));
            });
          });
      JobId id = crm[0].jobQueue().enqueue(JobRequest.of("mail"));
      crm[0].runDue();

      assertThat(companies(crm[0])).isEmpty();
      assertThat(job(crm[0], id).progress()).isEqualTo(new JobView.Progress(1, null, "one"));
    }

    @Test
    void after_the_last_one_is_impossible() {
      Crm crm =
          crm(run -> {
            run.finish(() -> Outcome.done("last"));
            assertThatThrownBy(() -> run.write(() -> Outcome.done("more")))
                .isInstanceOf(LeaseLostException.class);
          });
      JobId id = crm.jobQueue().enqueue(JobRequest.of("mail"));
      crm.runDue();

      assertThat(job(crm, id).state()).isEqualTo(JobState.SUCCEEDED);
    }
  }

  @Nested
  class Cancelling {

    @Test
    void ends_a_waiting_job() {
      Crm crm = crm(run -> {});
      JobId id = crm.jobQueue().enqueue(JobRequest.of("mail"));

      assertThat(crm.as(ADMIN).jobs().cancel(id).map(JobView::state))
          .isEqualTo(Outcome.done(JobState.CANCELLED));
      assertThat(crm.runDue()).isEqualTo(DoneWork.NOTHING);
      assertThat(crm.as(ADMIN).jobs().cancel(id))
          .isEqualTo(
              Outcome.refused(new InvalidTransition("job", "CANCELLED", "CANCELLED", List.of())));
    }

    @Test
    void tells_a_running_job_which_stops_at_its_next_step() {
      List<Integer> steps = new ArrayList<>();
      Crm[] crm = new Crm[1];
      crm[0] =
          crm(run -> {
            for (int step = 0; step < 10 && !run.isCancelled(); step++) {
              steps.add(step);
              if (step == 2) {
                crm[0].as(ADMIN).jobs().cancel(run.id()).orElseThrow();
              }
            }
          });
      JobId id = crm[0].jobQueue().enqueue(JobRequest.of("mail"));
      crm[0].runDue();

      assertThat(steps).containsExactly(0, 1, 2);
      assertThat(job(crm[0], id).state()).isEqualTo(JobState.CANCELLED);
    }
  }

  @Nested
  class Who_asked_for_a_job {

    @Test
    void sees_and_cancels_it_without_any_permission_and_others_do_not_know_of_it() {
      Crm crm = crm(run -> {});
      Actor sam = Actors.stranger();
      Actor viewer =
          Actors.named("Vic", Grants.of(Permission.of(Feature.JOB, Action.VIEW), Scope.ALL));
      JobId id = crm.jobQueue().enqueue(JobRequest.of("mail").by(Context.of(sam)));
      ListQuery all = ListQuery.all(JobFields.CATALOGUE);

      assertThat(crm.as(sam).jobs().list(all).map(Page::items))
          .isEqualTo(Outcome.done(List.of(job(crm, id))));
      assertThat(crm.as(Actors.viewer()).jobs().get(id))
          .isEqualTo(Outcome.refused(NotFound.of("job", id.value())));
      assertThat(crm.as(Actors.viewer()).jobs().list(all).map(Page::items))
          .isEqualTo(Outcome.done(List.of()));
      assertThat(crm.as(viewer).jobs().cancel(id))
          .isEqualTo(
              Outcome.refused(
                  new Forbidden(
                      "job:administer", "This needs the permission job:administer for this job.")));
      assertThat(crm.as(sam).jobs().cancel(id).map(JobView::state))
          .isEqualTo(Outcome.done(JobState.CANCELLED));
    }
  }

  @Nested
  class A_crm_with_threads {

    @Test
    void does_a_job_right_after_it_was_asked_for() throws Exception {
      CountDownLatch done = new CountDownLatch(1);
      Crm crm = start(Crm.on(storage).ids(ids).job("mail", run -> done.countDown()));
      crm.jobQueue().enqueue(JobRequest.of("mail"));

      assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void hands_back_what_it_was_doing_when_it_is_closed() throws Exception {
      CountDownLatch begun = new CountDownLatch(1);
      Crm crm =
          start(
              Crm.on(storage)
                  .ids(ids)
                  .job(
                      "mail",
                      run -> {
                        begun.countDown();
                        while (!run.isCancelled()) {
                          Thread.onSpinWait();
                        }
                      }));
      JobId id = crm.jobQueue().enqueue(JobRequest.of("mail"));
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

      crm.close();
      JobView job = storage.jobs().find(id).orElseThrow();
      assertThat(List.of(job.state(), job.attempts())).isEqualTo(List.of(JobState.WAITING, 0));
    }
  }

  private Crm crm(JobHandler handler) {
    return start(
        Crm.on(storage)
            .clock(clock)
            .ids(ids)
            .background(false)
            .jitter(() -> 0)
            .job("mail", handler));
  }

  private Crm start(Crm.Builder builder) {
    Crm crm = builder.start();
    opened.add(crm);
    return crm;
  }

  private static Outcome<Lead> capture(Crm crm, String company) {
    return crm.as(ADMIN).leads().capture(new Leads.Capture(LeadDrafts.company(company)));
  }

  private static List<String> companies(Crm crm) {
    var leads = crm.as(ADMIN).leadQueries();
    return leads.list(ListQuery.all(leads.fields())).orElseThrow().items().stream()
        .map(lead -> lead.displayName())
        .toList();
  }

  private static JobView job(Crm crm, JobId id) {
    return crm.as(ADMIN).jobs().get(id).orElseThrow();
  }
}
