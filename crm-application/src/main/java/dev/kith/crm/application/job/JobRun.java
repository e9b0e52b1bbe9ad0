package dev.kith.crm.application.job;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One attempt at a job, as its handler sees it. It belongs to the thread that runs the handler. */
public interface JobRun {

  JobId id();

  Map<String, String> payload();

  /** 1 for the first. */
  int attempt();

  /** Who asked for the job; empty where the CRM did. */
  Optional<JobRequest.Requester> requester();

  /** In which the CRM itself does what the job is about: the cause is the job. */
  Context systemContext();

  /**
   * Says how far it is. Within {@link #write} it is kept with what is written there; elsewhere at
   * once.
   *
   * @param total null while it is unknown
   * @param message what is being done; may be empty
   * @throws LeaseLostException if the job is no longer this worker's
   */
  void progress(long done, @Nullable Long total, String message);

  /**
   * Whether the handler is to stop soon: somebody cancelled the job, or this process ends. A
   * handler that was told so and returns has not finished: a cancelled job is then cancelled, and
   * the job of a process that ends waits for another. Costs one read by key.
   */
  boolean isCancelled();

  /**
   * A transaction that is kept only if the job is still this worker's: it holds the job's row
   * meanwhile and compares the number of the lease, so that a worker that was taken for dead can
   * never write beside its successor. It also renews the lease.
   *
   * @throws LeaseLostException if the job is no longer this worker's; nothing was done
   */
  <T> Outcome<T> write(Supplier<Outcome<T>> work);

  /**
   * The last {@link #write}: if it is not refused, the job has succeeded in the same transaction,
   * and the handler is to return. What is done here is done exactly once.
   */
  <T> Outcome<T> finish(Supplier<Outcome<T>> work);
}
