package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.job.JobFields;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.job.JobStore;
import dev.kith.crm.application.job.JobStore.Ending;
import dev.kith.crm.application.job.JobStore.Hold;
import dev.kith.crm.application.job.JobStore.Leased;
import dev.kith.crm.application.job.JobStore.NewJob;
import dev.kith.crm.application.job.JobView;
import dev.kith.crm.application.job.JobView.Progress;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.job.JobRefusal;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.testkit.Actors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What {@link JobStore} promises. */
public interface JobStoreContract extends StorageContract {

  Instant NOW = SettableClock.START;
  Instant LEASE_END = NOW.plusSeconds(60);
  AtomicLong JOB_IDS = new AtomicLong(1_000);
  Set<String> KINDS = Set.of("mail", "import");
  JobRequest MAIL = JobRequest.of("mail");

  @Test
  default void a_job_comes_back_as_it_was_added() {
    JobRequest request =
        JobRequest.of("import")
            .with("file", "Zürich \"& Söhne\"\n.csv")
            .with("a=b", "")
            .at(NOW.plusSeconds(5))
            .attempts(3)
            .unique("import/1")
            .about(new Subject("import", SequentialIds.number(7)))
            .by(Context.of(Actors.administrator()).request("r-1"));
    JobId id = add(request);

    assertThat(jobs().find(id))
        .contains(
            new JobView(
                id,
                "import",
                request.payload(),
                JobState.WAITING,
                Progress.NONE,
                0,
                3,
                false,
                null,
                "import/1",
                request.subject(),
                Actors.administrator().id(),
                Actors.administrator().name(),
                "r-1",
                NOW,
                NOW.plusSeconds(5),
                null,
                null));
    assertThat(jobs().find(new JobId(SequentialIds.number(1)))).isEmpty();
  }

  @Test
  default void several_are_found_at_once() {
    JobId first = add(MAIL);
    JobId second = add(MAIL);
    add(MAIL);
    JobId gone = new JobId(SequentialIds.number(999));

    assertThat(jobs().findAll(List.of(second, gone, first)))
        .extracting(JobView::id)
        .containsExactlyInAnyOrder(first, second);
    assertThat(jobs().findAll(List.of())).isEmpty();
  }

  @Test
  default void a_job_of_an_undone_run_never_was() {
    NewJob job = newJob(MAIL);
    storage()
        .transactions()
        .run(() -> {
          jobs().add(job);
          return Outcome.refused(new NotFound("thing", "1"));
        });

    assertThat(jobs().find(job.id())).isEmpty();
    assertThat(jobs().nextDue(KINDS)).isEmpty();
  }

  @Test
  default void while_one_of_a_unique_key_waits_or_runs_another_joins_it() {
    JobId first = add(MAIL.unique("k"));
    assertThat(add(MAIL.unique("k"))).isEqualTo(first);
    Leased leased = lease(NOW).orElseThrow();
    assertThat(add(MAIL.unique("k"))).isEqualTo(first);
    end(leased, new Ending.Failed("no", NOW.plusSeconds(1)));
    assertThat(add(MAIL.unique("k"))).isEqualTo(first);
    assertThat(add(MAIL.unique("other"))).isNotEqualTo(first);

    end(lease(NOW.plusSeconds(2), "mail").orElseThrow(), new Ending.Succeeded(NOW));
    end(lease(NOW.plusSeconds(2), "mail").orElseThrow(), new Ending.Succeeded(NOW));
    assertThat(add(MAIL.unique("k"))).isNotEqualTo(first);
  }

  @Test
  default void many_who_ask_for_the_same_at_once_get_one_job() {
    List<Beside<JobId>> askers =
        IntStream.range(0, 4).mapToObj(i -> Beside.start(() -> add(MAIL.unique("once")))).toList();
    Set<JobId> ids = new HashSet<>();
    askers.forEach(a -> ids.add(a.result()));
    assertThat(ids).hasSize(1);
    assertThat(jobs().counts()).containsEntry(JobState.WAITING, 1L);
  }

  @Test
  default void the_job_that_has_been_due_longest_is_leased_first_and_only_once() {
    JobId later = add(MAIL.at(NOW.minusSeconds(1)));
    JobId longest = add(MAIL.at(NOW.minusSeconds(2)));
    add(MAIL.at(NOW.plusSeconds(1)));
    add(JobRequest.of("unknown here"));

    assertThat(jobs().nextDue(KINDS)).contains(NOW.minusSeconds(2));
    assertThat(lease(NOW).map(l -> l.job().id())).contains(longest);
    assertThat(lease(NOW).map(l -> l.job().id())).contains(later);
    assertThat(lease(NOW)).isEmpty();
    assertThat(jobs().nextDue(KINDS)).contains(NOW.plusSeconds(1));
    assertThat(lease(NOW, "no such kind")).isEmpty();
  }

  @Test
  default void a_leased_job_runs_in_its_first_attempt() {
    JobId id = add(MAIL);
    Leased leased = lease(NOW).orElseThrow();

    assertThat(leased.job()).isEqualTo(jobs().find(id).orElseThrow());
    assertThat(
            List.of(
                leased.job().state(),
                leased.job().attempts(),
                String.valueOf(leased.job().startedAt())))
        .isEqualTo(List.of(JobState.RUNNING, 1, NOW.toString()));
  }

  @Test
  default void workers_at_the_same_time_never_get_the_same_job() {
    int jobs = 20;
    IntStream.range(0, jobs).forEach(i -> add(MAIL));
    List<Beside<List<JobId>>> workers =
        IntStream.range(0, 4).mapToObj(i -> Beside.start(this::leaseAll)).toList();
    List<JobId> all = new ArrayList<>();
    workers.forEach(w -> all.addAll(w.result()));
    assertThat(all).hasSize(jobs).doesNotHaveDuplicates();
  }

  @Test
  default void a_lease_that_has_ended_is_given_to_another_under_a_greater_number() {
    add(MAIL);
    Leased first = lease(NOW).orElseThrow();
    assertThat(lease(LEASE_END.minusMillis(1))).isEmpty();
    Leased second = lease(LEASE_END).orElseThrow();

    assertThat(second.token()).isGreaterThan(first.token());
    assertThat(second.job().attempts()).isEqualTo(2);
    assertThat(hold(first)).isFalse();
    assertThat(hold(second)).isTrue();
    assertThat(end(first, new Ending.Succeeded(NOW))).isFalse();
    assertThat(jobs().isStopWanted(first.job().id(), first.token())).isTrue();
    assertThat(jobs().isStopWanted(second.job().id(), second.token())).isFalse();
    assertThat(jobs().find(second.job().id()).orElseThrow().state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  default void a_renewed_lease_is_kept() {
    JobId id = add(MAIL);
    Leased leased = lease(NOW).orElseThrow();
    assertThat(renew(leased, LEASE_END.plusSeconds(60))).isEqualTo(Hold.RENEWED);

    assertThat(lease(LEASE_END)).isEmpty();
    assertThat(jobs().nextDue(KINDS)).contains(LEASE_END.plusSeconds(60));
    end(leased, new Ending.Succeeded(NOW));
    assertThat(renew(leased, LEASE_END)).isEqualTo(Hold.LOST);
    assertThat(jobs().find(id).orElseThrow().finishedAt()).isEqualTo(NOW);
  }

  @Test
  default void a_job_whose_last_attempt_outlived_its_lease_is_dead() {
    JobId id = add(MAIL.attempts(1));
    JobId next = add(MAIL.at(LEASE_END.plusSeconds(1)));
    assertThat(lease(NOW)).isPresent();

    Instant at = LEASE_END.plusSeconds(1);
    List<JobView> told = new ArrayList<>();
    Optional<Leased> leased =
        storage()
            .transactions()
            .always(() -> jobs().lease(KINDS, "me", at, at.plusSeconds(60), told::add));
    assertThat(leased.map(l -> l.job().id())).contains(next);
    JobView dead = jobs().find(id).orElseThrow();
    assertThat(told).containsExactly(dead);
    assertThat(
            List.of(dead.state(), String.valueOf(dead.error()), String.valueOf(dead.finishedAt())))
        .isEqualTo(
            List.of(
                JobState.DEAD,
                "The process that ran it ended in the last attempt.",
                LEASE_END.plusSeconds(1).toString()));
  }

  @Test
  default void a_failed_job_waits_for_its_next_attempt() {
    JobId id = add(MAIL);
    assertThat(end(lease(NOW).orElseThrow(), new Ending.Failed("boom", NOW.plusSeconds(9))))
        .isTrue();

    JobView waiting = jobs().find(id).orElseThrow();
    assertThat(
            List.of(
                waiting.state(),
                waiting.attempts(),
                String.valueOf(waiting.error()),
                waiting.runAt()))
        .isEqualTo(List.of(JobState.WAITING, 1, "boom", NOW.plusSeconds(9)));
    assertThat(lease(NOW.plusSeconds(8))).isEmpty();
    assertThat(lease(NOW.plusSeconds(9)).orElseThrow().job().attempts()).isEqualTo(2);
  }

  @Test
  default void an_attempt_that_is_handed_back_does_not_count() {
    JobId id = add(MAIL);
    end(lease(NOW).orElseThrow(), new Ending.HandedBack());

    JobView waiting = jobs().find(id).orElseThrow();
    assertThat(List.of(waiting.state(), waiting.attempts()))
        .isEqualTo(List.of(JobState.WAITING, 0));
    assertThat(lease(NOW).orElseThrow().job().attempts()).isEqualTo(1);
  }

  @Test
  default void progress_is_kept_with_the_run_that_holds_the_job() {
    JobId id = add(MAIL);
    Leased leased = lease(NOW).orElseThrow();
    Progress half = new Progress(5, 10L, "half of Zürich");
    kept(() -> {
      assertThat(jobs().hold(id, leased.token(), LEASE_END)).isTrue();
      jobs().progress(id, half);
      return Outcome.done(id);
    });
    storage()
        .transactions()
        .run(() -> {
          jobs().hold(id, leased.token(), LEASE_END);
          jobs().progress(id, new Progress(6, null, ""));
          return Outcome.refused(new NotFound("thing", "1"));
        });

    assertThat(jobs().find(id).orElseThrow().progress()).isEqualTo(half);
  }

  @Test
  default void a_waiting_job_is_cancelled_and_a_running_one_told_to_stop() {
    JobId waiting = add(MAIL.at(NOW.plusSeconds(5)));
    JobId running = add(MAIL);
    Leased leased = lease(NOW).orElseThrow();
    kept(() -> {
      jobs().lock(waiting);
      jobs().cancelled(waiting, NOW);
      jobs().lock(running);
      jobs().cancelWanted(running);
      return Outcome.done(running);
    });

    assertThat(jobs().find(waiting).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
    assertThat(jobs().isStopWanted(running, leased.token())).isTrue();
    assertThat(jobs().find(running).orElseThrow().cancelWanted()).isTrue();
    assertThat(end(leased, new Ending.Cancelled(NOW))).isTrue();
    assertThat(jobs().find(running).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
    assertThat(lease(NOW.plusSeconds(99))).isEmpty();
  }

  @Test
  default void a_dead_job_waits_again_untried_unless_another_took_its_key() {
    JobId dead = add(MAIL.unique("k"));
    end(lease(NOW).orElseThrow(), new Ending.Dead("never", NOW));
    JobId other = add(MAIL.unique("k").at(NOW.plusSeconds(99)));
    assertThat(storage().transactions().run(() -> jobs().requeue(dead, NOW)))
        .isEqualTo(Outcome.refused(new JobRefusal.AlreadyQueued(other)));

    kept(() -> {
      jobs().lock(other);
      jobs().cancelled(other, NOW);
      return Outcome.done(other);
    });
    assertThat(storage().transactions().run(() -> jobs().requeue(dead, NOW)))
        .isEqualTo(Outcome.done(dead));
    JobView again = lease(NOW).orElseThrow().job();
    assertThat(List.of(again.id(), again.attempts())).isEqualTo(List.of(dead, 1));
  }

  @Test
  default void a_list_shows_the_jobs_of_visible_requesters() {
    JobId ofAdmin = add(MAIL.by(Context.of(Actors.administrator())));
    JobId ofNobody = add(JobRequest.of("import"));
    ListQuery all = ListQuery.all(JobFields.CATALOGUE);

    assertThat(page(all, new Visibility.All())).containsExactlyInAnyOrder(ofAdmin, ofNobody);
    assertThat(page(all, new Visibility.OwnedBy(Set.of(Actors.administrator().id()))))
        .containsExactly(ofAdmin);
    assertThat(page(all, new Visibility.OwnedBy(Set.of(Actors.stranger().id())))).isEmpty();
    assertThat(
            page(
                all.where(new Filter.Compare("kind", Filter.Op.EQ, List.of("IMPORT"))),
                new Visibility.All()))
        .containsExactly(ofNobody);
    assertThat(
            page(
                all.where(new Filter.Compare("state", Filter.Op.EQ, List.of("RUNNING"))),
                new Visibility.All()))
        .isEmpty();
  }

  @Test
  default void finished_jobs_are_forgotten_by_state_and_age() {
    JobId old = add(MAIL);
    end(lease(NOW).orElseThrow(), new Ending.Succeeded(NOW.minus(Duration.ofDays(2))));
    JobId young = add(MAIL);
    end(lease(NOW).orElseThrow(), new Ending.Succeeded(NOW));
    JobId dead = add(MAIL);
    end(lease(NOW).orElseThrow(), new Ending.Dead("no", NOW.minus(Duration.ofDays(2))));

    assertThat(
            kept(() ->
                Outcome.done(jobs().forget(JobState.SUCCEEDED, NOW.minus(Duration.ofDays(1))))))
        .isEqualTo(1);
    assertThat(jobs().find(old)).isEmpty();
    assertThat(jobs().find(young)).isPresent();
    assertThat(jobs().find(dead)).isPresent();
    assertThat(jobs().counts())
        .isEqualTo(
            Map.of(
                JobState.WAITING, 0L,
                JobState.RUNNING, 0L,
                JobState.SUCCEEDED, 1L,
                JobState.DEAD, 1L,
                JobState.CANCELLED, 0L));
  }

  private JobStore jobs() {
    return storage().jobs();
  }

  private static NewJob newJob(JobRequest request) {
    Instant runAt = request.runAt() == null ? NOW : request.runAt();
    return new NewJob(
        new JobId(SequentialIds.number(JOB_IDS.incrementAndGet())), request, runAt, NOW);
  }

  private JobId add(JobRequest request) {
    NewJob job = newJob(request);
    return storage().transactions().always(() -> jobs().add(job));
  }

  private Optional<Leased> lease(Instant at) {
    return storage()
        .transactions()
        .always(() -> jobs().lease(KINDS, "me", at, at.plusSeconds(60), job -> {}));
  }

  private Optional<Leased> lease(Instant at, String kind) {
    return storage()
        .transactions()
        .always(() -> jobs().lease(Set.of(kind), "me", at, at.plusSeconds(60), job -> {}));
  }

  private List<JobId> leaseAll() {
    List<JobId> ids = new ArrayList<>();
    for (Optional<Leased> next = lease(NOW); next.isPresent(); next = lease(NOW)) {
      ids.add(next.get().job().id());
    }
    return ids;
  }

  private boolean hold(Leased leased) {
    return storage()
        .transactions()
        .always(() -> jobs().hold(leased.job().id(), leased.token(), LEASE_END));
  }

  private Hold renew(Leased leased, Instant until) {
    return storage()
        .transactions()
        .always(() -> jobs().renew(leased.job().id(), leased.token(), until));
  }

  private boolean end(Leased leased, Ending ending) {
    return storage()
        .transactions()
        .always(() -> jobs().end(leased.job().id(), leased.token(), ending));
  }

  private List<JobId> page(ListQuery query, Visibility visible) {
    return jobs().page(query, visible).items().stream().map(JobView::id).toList();
  }
}
