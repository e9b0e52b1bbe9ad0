package dev.kith.crm.persistence.job;

import static dev.kith.crm.persistence.generated.Tables.JOB;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.min;

import dev.kith.crm.application.job.JobFields;
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
import dev.kith.crm.persistence.generated.tables.records.JobRecord;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.Failures;
import dev.kith.crm.persistence.kernel.ListSql;
import dev.kith.crm.persistence.kernel.Owned;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jooq.Condition;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Jobs, a row each. Whoever changes a job locks its row first; a worker that looks for one passes
 * over rows that are locked.
 */
public final class JooqJobStore implements JobStore {

  private static final String VANISHED = "The process that ran it ended in the last attempt.";

  private final Database database;
  private final ListSql<JobView> list;

  public JooqJobStore(Database database) {
    this.database = database;
    this.list =
        new ListSql<>(
            database,
            JobFields.CATALOGUE,
            JobTable.columns(database),
            JOB.ID,
            JOB,
            List.of(JOB.fields()),
            JobTable::view);
  }

  @Override
  public JobId add(NewJob job) {
    Optional<JobId> other = live(job.request().uniqueKey());
    if (other.isPresent()) {
      return other.get();
    }
    try {
      database.dsl().insertInto(JOB).set(JobTable.row(job)).execute();
      return job.id();
    } catch (DataAccessException e) {
      // Somebody asked for the same at the same time; the repeated run finds their job.
      throw Failures.breaks(e, "job_live_key_unique") ? Failures.lostRace(e) : e;
    }
  }

  @Override
  public Optional<JobView> find(JobId id) {
    return database
        .dsl()
        .selectFrom(JOB)
        .where(JOB.ID.eq(id.value()))
        .fetchOptional(JobTable::view);
  }

  @Override
  public List<JobView> findAll(Collection<JobId> ids) {
    return database
        .dsl()
        .selectFrom(JOB)
        .where(JOB.ID.eq(any(ids.stream().map(JobId::value).toArray(UUID[]::new))))
        .fetch(JobTable::view);
  }

  @Override
  public Page<JobView> page(ListQuery query, Visibility requesters) {
    return list.page(query, Owned.isVisible(JOB.REQUESTER_ID, requesters));
  }

  @Override
  public Optional<Leased> lease(
      Set<String> kinds, String owner, Instant now, Instant until, Consumer<JobView> onDead) {
    Optional<JobRecord> next = lockDue(kinds, now);
    while (next.isPresent() && isOutOfAttempts(next.get())) {
      finish(next.get(), JobState.DEAD, VANISHED, now);
      onDead.accept(JobTable.view(next.get()));
      next = lockDue(kinds, now);
    }
    return next.map(row -> {
      row.setState(JobState.RUNNING.name());
      row.setAttempts(row.getAttempts() + 1);
      row.setStartedAt(now);
      row.setDueAt(until);
      row.setLeaseToken(row.getLeaseToken() + 1);
      row.setLeaseOwner(owner);
      save(row);
      return new Leased(JobTable.view(row), row.getLeaseToken());
    });
  }

  private Optional<JobRecord> lockDue(Set<String> kinds, Instant now) {
    return database
        .dsl()
        .selectFrom(JOB)
        .where(JOB.DUE_AT.le(now).and(JOB.KIND.in(kinds)))
        .orderBy(JOB.DUE_AT, JOB.ID)
        .limit(1)
        .forUpdate()
        .skipLocked()
        .fetchOptional();
  }

  private static boolean isOutOfAttempts(JobRecord row) {
    return row.getState().equals(JobState.RUNNING.name())
        && row.getAttempts() >= row.getMaxAttempts();
  }

  @Override
  public Hold renew(JobId id, long token, Instant until) {
    Optional<JobRecord> free =
        database
            .dsl()
            .selectFrom(JOB)
            .where(JOB.ID.eq(id.value()))
            .forUpdate()
            .skipLocked()
            .fetchOptional();
    if (free.isEmpty()) {
      return find(id).isPresent() ? Hold.BUSY : Hold.LOST;
    }
    return free.filter(row -> isHeld(row, token)).map(row -> renewed(row, until)).orElse(Hold.LOST);
  }

  private Hold renewed(JobRecord row, Instant until) {
    row.setDueAt(until);
    save(row);
    return Hold.RENEWED;
  }

  @Override
  public boolean hold(JobId id, long token, Instant until) {
    return database.dsl().update(JOB).set(JOB.DUE_AT, until).where(isHeldBy(id, token)).execute()
        == 1;
  }

  @Override
  public void progress(JobId id, Progress progress) {
    database
        .dsl()
        .update(JOB)
        .set(JOB.PROGRESS_DONE, progress.done())
        .set(JOB.PROGRESS_TOTAL, progress.total())
        .set(JOB.PROGRESS_MESSAGE, progress.message())
        .where(JOB.ID.eq(id.value()))
        .execute();
  }

  @Override
  public boolean end(JobId id, long token, Ending ending) {
    Optional<JobRecord> held = locked(id).filter(row -> isHeld(row, token));
    held.ifPresent(row -> {
      switch (ending) {
        case Ending.Succeeded(var at) -> finish(row, JobState.SUCCEEDED, row.getError(), at);
        case Ending.Cancelled(var at) -> finish(row, JobState.CANCELLED, row.getError(), at);
        case Ending.Dead(var error, var at) -> finish(row, JobState.DEAD, error, at);
        case Ending.Failed(var error, var runAt) -> await(row, row.getAttempts(), error, runAt);
        case Ending.HandedBack() ->
            await(row, row.getAttempts() - 1, row.getError(), row.getRunAt());
      }
    });
    return held.isPresent();
  }

  @Override
  public boolean isStopWanted(JobId id, long token) {
    return !database.dsl().fetchExists(JOB, isHeldBy(id, token).and(JOB.CANCEL_WANTED.isFalse()));
  }

  @Override
  public Optional<JobView> lock(JobId id) {
    return locked(id).map(JobTable::view);
  }

  @Override
  public void cancelled(JobId id, Instant at) {
    JobRecord row = locked(id).orElseThrow();
    finish(row, JobState.CANCELLED, row.getError(), at);
  }

  @Override
  public void cancelWanted(JobId id) {
    database.dsl().update(JOB).set(JOB.CANCEL_WANTED, true).where(JOB.ID.eq(id.value())).execute();
  }

  @Override
  public Outcome<JobId> requeue(JobId id, Instant runAt) {
    JobRecord row = locked(id).orElseThrow();
    Optional<JobId> other = live(row.getUniqueKey());
    if (other.isPresent()) {
      return Outcome.refused(new JobRefusal.AlreadyQueued(other.get()));
    }
    try {
      await(row, 0, row.getError(), runAt);
      return Outcome.done(id);
    } catch (DataAccessException e) {
      throw Failures.breaks(e, "job_live_key_unique") ? Failures.lostRace(e) : e;
    }
  }

  @Override
  public Optional<Instant> nextDue(Set<String> kinds) {
    return Optional.ofNullable(
        database
            .dsl()
            .select(min(JOB.DUE_AT))
            .from(JOB)
            .where(JOB.DUE_AT.isNotNull().and(JOB.KIND.in(kinds)))
            .fetchSingle()
            .value1());
  }

  @Override
  public Map<JobState, Long> counts() {
    Map<JobState, Long> counts = new EnumMap<>(JobState.class);
    List.of(JobState.values()).forEach(state -> counts.put(state, 0L));
    database
        .dsl()
        .select(JOB.STATE, count())
        .from(JOB)
        .groupBy(JOB.STATE)
        .forEach(row -> counts.put(JobState.valueOf(row.value1()), row.value2().longValue()));
    return counts;
  }

  @Override
  public int forget(JobState finished, Instant before) {
    return database
        .dsl()
        .deleteFrom(JOB)
        .where(JOB.STATE.eq(finished.name()).and(JOB.FINISHED_AT.lt(before)))
        .execute();
  }

  private Optional<JobId> live(@Nullable String uniqueKey) {
    return uniqueKey == null
        ? Optional.empty()
        : database
            .dsl()
            .select(JOB.ID)
            .from(JOB)
            .where(JOB.LIVE_KEY.eq(uniqueKey))
            .fetchOptional(row -> new JobId(row.value1()));
  }

  private Optional<JobRecord> locked(JobId id) {
    return database.dsl().selectFrom(JOB).where(JOB.ID.eq(id.value())).forUpdate().fetchOptional();
  }

  private static boolean isHeld(JobRecord row, long token) {
    return row.getState().equals(JobState.RUNNING.name()) && row.getLeaseToken() == token;
  }

  private static Condition isHeldBy(JobId id, long token) {
    return JOB.ID
        .eq(id.value())
        .and(JOB.STATE.eq(JobState.RUNNING.name()))
        .and(JOB.LEASE_TOKEN.eq(token));
  }

  private void finish(JobRecord row, JobState state, @Nullable String error, Instant at) {
    row.setState(state.name());
    row.setError(error);
    row.setFinishedAt(at);
    row.setCancelWanted(false);
    row.setLiveKey(null);
    row.setDueAt(null);
    row.setLeaseOwner(null);
    save(row);
  }

  private void await(JobRecord row, int attempts, @Nullable String error, Instant runAt) {
    row.setState(JobState.WAITING.name());
    row.setAttempts(attempts);
    row.setError(error);
    row.setFinishedAt(null);
    row.setCancelWanted(false);
    row.setLiveKey(row.getUniqueKey());
    row.setRunAt(runAt);
    row.setDueAt(runAt);
    row.setLeaseOwner(null);
    save(row);
  }

  private void save(JobRecord row) {
    database.dsl().update(JOB).set(row).where(JOB.ID.eq(row.getId())).execute();
  }
}
