package dev.kith.crm.testkit;

import dev.kith.crm.application.job.JobFields;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.job.JobStore;
import dev.kith.crm.application.job.JobView;
import dev.kith.crm.application.job.JobView.Progress;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.job.JobRefusal;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class MemoryJobs implements JobStore {

  private record Row(JobView job, long token, @Nullable Instant leasedUntil) {
    Row with(JobView next) {
      return new Row(next, token, leasedUntil);
    }

    /** When it can be leased. */
    Optional<Instant> dueAt() {
      return switch (job.state()) {
        case WAITING -> Optional.of(job.runAt());
        case RUNNING -> Optional.ofNullable(leasedUntil);
        case SUCCEEDED, DEAD, CANCELLED -> Optional.empty();
      };
    }
  }

  private final MemoryTransactions transactions;
  private final MemoryTable<JobId, Row> rows;
  private final MemoryLists<JobView> lists = new MemoryLists<>(JobFields.CATALOGUE);

  MemoryJobs(MemoryTransactions transactions) {
    this.transactions = transactions;
    this.rows = new MemoryTable<>(transactions);
  }

  @Override
  public JobId add(NewJob added) {
    return transactions.alone(() -> {
      JobRequest request = added.request();
      Optional<JobId> other = live(request.uniqueKey(), added.id());
      if (other.isPresent()) {
        return other.get();
      }
      var requester = request.requester();
      JobView job =
          new JobView(
              added.id(),
              request.kind(),
              request.payload(),
              JobState.WAITING,
              Progress.NONE,
              0,
              request.maxAttempts(),
              false,
              null,
              request.uniqueKey(),
              request.subject(),
              requester == null ? null : requester.id(),
              requester == null ? null : requester.name(),
              requester == null ? null : requester.requestId(),
              added.createdAt(),
              added.runAt(),
              null,
              null);
      rows.put(job.id(), new Row(job, 0, null));
      return job.id();
    });
  }

  @Override
  public Optional<JobView> find(JobId id) {
    return rows.find(id).map(Row::job);
  }

  @Override
  public List<JobView> findAll(Collection<JobId> ids) {
    return rows.all().stream().map(Row::job).filter(job -> ids.contains(job.id())).toList();
  }

  @Override
  public Page<JobView> page(ListQuery query, Visibility requesters) {
    return lists.page(
        rows.all().stream().map(Row::job).filter(j -> requesters.reaches(j.requester())).toList(),
        query);
  }

  @Override
  public Optional<Leased> lease(
      Set<String> kinds, String owner, Instant now, Instant until, Consumer<JobView> onDead) {
    return transactions.alone(() -> {
      Optional<Row> next = nextDue(kinds, now);
      while (next.isPresent() && isOutOfAttempts(next.get().job())) {
        Row vanished = next.get();
        String error = "The process that ran it ended in the last attempt.";
        JobView dead = ended(vanished.job(), JobState.DEAD, error, now);
        put(vanished, dead);
        onDead.accept(dead);
        next = nextDue(kinds, now);
      }
      return next.map(row -> leased(row, now, until));
    });
  }

  private Leased leased(Row row, Instant now, Instant until) {
    JobView job = row.job();
    Row leased =
        new Row(
            copy(
                job,
                JobState.RUNNING,
                job.progress(),
                job.attempts() + 1,
                job.cancelWanted(),
                job.error(),
                job.runAt(),
                now,
                null),
            row.token() + 1,
            until);
    rows.put(job.id(), leased);
    return new Leased(leased.job(), leased.token());
  }

  private Optional<Row> nextDue(Set<String> kinds, Instant now) {
    return of(kinds)
        .filter(r -> r.dueAt().filter(due -> !due.isAfter(now)).isPresent())
        .min(Comparator.comparing(r -> r.dueAt().orElseThrow()));
  }

  private static boolean isOutOfAttempts(JobView job) {
    return job.state() == JobState.RUNNING && job.attempts() >= job.maxAttempts();
  }

  @Override
  public Hold renew(JobId id, long token, Instant until) {
    return hold(id, token, until) ? Hold.RENEWED : Hold.LOST;
  }

  @Override
  public boolean hold(JobId id, long token, Instant until) {
    return ifHeld(
        id,
        token,
        row -> {
          rows.put(id, new Row(row.job(), token, until));
          return true;
        });
  }

  @Override
  public void progress(JobId id, Progress progress) {
    change(
        id,
        job ->
            copy(
                job,
                job.state(),
                progress,
                job.attempts(),
                job.cancelWanted(),
                job.error(),
                job.runAt(),
                job.startedAt(),
                job.finishedAt()));
  }

  @Override
  public boolean end(JobId id, long token, Ending ending) {
    return ifHeld(
        id,
        token,
        row -> {
          JobView job = row.job();
          put(
              row,
              switch (ending) {
                case Ending.Succeeded(var at) -> ended(job, JobState.SUCCEEDED, job.error(), at);
                case Ending.Cancelled(var at) -> ended(job, JobState.CANCELLED, job.error(), at);
                case Ending.Dead(var error, var at) -> ended(job, JobState.DEAD, error, at);
                case Ending.Failed(var error, var runAt) ->
                    waiting(job, job.attempts(), error, runAt);
                case Ending.HandedBack() ->
                    waiting(job, job.attempts() - 1, job.error(), job.runAt());
              });
          return true;
        });
  }

  @Override
  public boolean isStopWanted(JobId id, long token) {
    return !ifHeld(id, token, row -> !row.job().cancelWanted());
  }

  @Override
  public Optional<JobView> lock(JobId id) {
    return find(id);
  }

  @Override
  public void cancelled(JobId id, Instant at) {
    change(id, job -> ended(job, JobState.CANCELLED, job.error(), at));
  }

  @Override
  public void cancelWanted(JobId id) {
    change(
        id,
        job ->
            copy(
                job,
                job.state(),
                job.progress(),
                job.attempts(),
                true,
                job.error(),
                job.runAt(),
                job.startedAt(),
                job.finishedAt()));
  }

  @Override
  public Outcome<JobId> requeue(JobId id, Instant runAt) {
    return transactions.alone(() -> {
      JobView dead = rows.find(id).orElseThrow().job();
      Optional<JobId> other = live(dead.uniqueKey(), id);
      if (other.isPresent()) {
        return Outcome.refused(new JobRefusal.AlreadyQueued(other.get()));
      }
      change(id, job -> waiting(job, 0, job.error(), runAt));
      return Outcome.done(id);
    });
  }

  @Override
  public Optional<Instant> nextDue(Set<String> kinds) {
    return of(kinds).flatMap(r -> r.dueAt().stream()).min(Comparator.naturalOrder());
  }

  @Override
  public Map<JobState, Long> counts() {
    Map<JobState, Long> counts = new EnumMap<>(JobState.class);
    List.of(JobState.values()).forEach(state -> counts.put(state, 0L));
    rows.all().forEach(r -> counts.merge(r.job().state(), 1L, Long::sum));
    return counts;
  }

  @Override
  public int forget(JobState finished, Instant before) {
    return transactions.alone(() -> {
      List<JobId> old =
          rows.all().stream()
              .map(Row::job)
              .filter(j -> j.state() == finished)
              .filter(j -> j.finishedAt() != null && j.finishedAt().isBefore(before))
              .map(JobView::id)
              .toList();
      old.forEach(rows::remove);
      return old.size();
    });
  }

  private Stream<Row> of(Set<String> kinds) {
    return rows.all().stream().filter(r -> kinds.contains(r.job().kind()));
  }

  private Optional<JobId> live(@Nullable String uniqueKey, JobId except) {
    return uniqueKey == null
        ? Optional.empty()
        : rows.all().stream()
            .map(Row::job)
            .filter(j -> uniqueKey.equals(j.uniqueKey()) && !j.state().isFinished())
            .map(JobView::id)
            .filter(id -> !id.equals(except))
            .findFirst();
  }

  private boolean ifHeld(JobId id, long token, Predicate<Row> work) {
    Supplier<Boolean> held =
        () ->
            rows.find(id)
                .filter(r -> r.job().state() == JobState.RUNNING && r.token() == token)
                .map(work::test)
                .orElse(false);
    return transactions.alone(held);
  }

  private void change(JobId id, UnaryOperator<JobView> change) {
    transactions.alone(() -> {
      Row row = rows.find(id).orElseThrow();
      put(row, change.apply(row.job()));
      return row;
    });
  }

  private void put(Row row, JobView next) {
    rows.put(next.id(), row.with(next));
  }

  private static JobView ended(JobView job, JobState state, @Nullable String error, Instant at) {
    return copy(
        job, state, job.progress(), job.attempts(), false, error, job.runAt(), job.startedAt(), at);
  }

  private static JobView waiting(JobView job, int attempts, @Nullable String error, Instant runAt) {
    return copy(
        job,
        JobState.WAITING,
        job.progress(),
        attempts,
        false,
        error,
        runAt,
        job.startedAt(),
        null);
  }

  private static JobView copy(
      JobView job,
      JobState state,
      Progress progress,
      int attempts,
      boolean cancelWanted,
      @Nullable String error,
      Instant runAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt) {
    return new JobView(
        job.id(),
        job.kind(),
        job.payload(),
        state,
        progress,
        attempts,
        job.maxAttempts(),
        cancelWanted,
        error,
        job.uniqueKey(),
        job.subject(),
        job.requester(),
        job.requesterName(),
        job.requestId(),
        job.createdAt(),
        runAt,
        startedAt,
        finishedAt);
  }
}
