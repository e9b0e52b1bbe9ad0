package dev.kith.crm.application.job;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps jobs, and lends each to one worker at a time.
 *
 * <p>A lease has an owner, an end, and a number that grows with every lease of the job (the fencing
 * token). Whoever writes on behalf of a job first {@linkplain #hold holds} it with that number,
 * which keeps its row locked to the end of the run; a number that is not the job's present one
 * holds nothing.
 */
public interface JobStore {

  /** A job as it is added. */
  record NewJob(JobId id, JobRequest request, Instant runAt, Instant createdAt) {}

  /** A job on lease. */
  record Leased(JobView job, long token) {}

  /** What a worker finds when it wants to renew its lease. */
  enum Hold {
    RENEWED,
    /** The row is locked by a run, which will renew the lease itself, or end the job. */
    BUSY,
    LOST
  }

  /** How a lease ends. */
  sealed interface Ending {
    record Succeeded(Instant at) implements Ending {}

    record Cancelled(Instant at) implements Ending {}

    /** To be tried again. */
    record Failed(String error, Instant runAt) implements Ending {}

    /** Not to be tried again. */
    record Dead(String error, Instant at) implements Ending {}

    /** The worker stops without having failed: the attempt does not count. */
    record HandedBack() implements Ending {}
  }

  /**
   * Adds a job in the current run, unless one of the same unique key waits or runs.
   *
   * @return the id of the new one, or of the other
   */
  JobId add(NewJob job);

  Optional<JobView> find(JobId id);

  /** Those of these that are there, in any order. */
  List<JobView> findAll(Collection<JobId> ids);

  /**
   * Those whose requester is visible; a job of the CRM itself is visible only to those who see
   * everything.
   */
  Page<JobView> page(ListQuery query, Visibility requesters);

  /**
   * Leases the job that has been due longest: one that waits, or one that runs on a lease which has
   * ended. It is tried once more by that. One whose last attempt ran out of its lease is dead
   * instead, and the next is looked for. Two callers never get the same job, and do not wait for
   * each other.
   *
   * @param kinds only these, because a process may not know them all
   * @param owner names the process, for people
   * @param onDead told of each that is dead instead, within the current run
   */
  Optional<Leased> lease(
      Set<String> kinds, String owner, Instant now, Instant until, Consumer<JobView> onDead);

  /** Renews a lease without waiting, in a run of its own. */
  Hold renew(JobId id, long token, Instant until);

  /**
   * Holds the job to the end of the current run and renews the lease; false if the lease is not the
   * job's present one.
   */
  boolean hold(JobId id, long token, Instant until);

  /** Keeps how far a job is, which the current run {@linkplain #hold holds}. */
  void progress(JobId id, JobView.Progress progress);

  /** Ends the lease; false, and nothing done, if it is not the job's present one. */
  boolean end(JobId id, long token, Ending ending);

  /** Whether a cancellation is wanted, or the lease is no longer the job's present one. */
  boolean isStopWanted(JobId id, long token);

  /** The job, held to the end of the current run. */
  Optional<JobView> lock(JobId id);

  /** Cancels a waiting job that the current run {@linkplain #lock locked}. */
  void cancelled(JobId id, Instant at);

  /** Notes on a running job that the current run {@linkplain #lock locked} that it is to stop. */
  void cancelWanted(JobId id);

  /**
   * Makes a dead job that the current run {@linkplain #lock locked} wait again, untried. Refused
   * with {@link dev.kith.crm.domain.job.JobRefusal.AlreadyQueued}.
   */
  Outcome<JobId> requeue(JobId id, Instant runAt);

  /** When the next job of these kinds can be leased; empty if none waits or runs. */
  Optional<Instant> nextDue(Set<String> kinds);

  /** How many there are in each state; zeros included. */
  Map<JobState, Long> counts();

  /** Forgets finished jobs of one state that finished before a moment; answers how many. */
  int forget(JobState finished, Instant before);
}
