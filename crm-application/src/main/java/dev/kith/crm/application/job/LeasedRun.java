package dev.kith.crm.application.job;

import dev.kith.crm.application.job.JobStore.Ending;
import dev.kith.crm.application.job.JobStore.Hold;
import dev.kith.crm.application.job.JobStore.Leased;
import dev.kith.crm.application.job.JobView.Progress;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A run on a lease. The handler's thread uses it; another one renews the lease. */
final class LeasedRun implements JobRun {

  private final Kernel kernel;
  private final JobStore store;
  private final JobView job;
  private final long token;
  private final Duration lease;
  private final BooleanSupplier processEnds;
  private final Consumer<JobView> onTurn;

  private Progress progress;
  private boolean inWrite;
  private boolean finished;
  private boolean toldToStop;
  private volatile boolean lost;

  /**
   * @param onTurn told when the job is dead or cancelled, in the same transaction
   */
  LeasedRun(
      Kernel kernel,
      Leased leased,
      Duration lease,
      BooleanSupplier processEnds,
      Consumer<JobView> onTurn) {
    this.kernel = kernel;
    this.store = kernel.storage().jobs();
    this.job = leased.job();
    this.token = leased.token();
    this.lease = lease;
    this.processEnds = processEnds;
    this.onTurn = onTurn;
    this.progress = job.progress();
  }

  JobView job() {
    return job;
  }

  boolean isFinished() {
    return finished;
  }

  /**
   * Whether the handler has been told to stop, so that its return does not mean that it is done.
   */
  boolean wasToldToStop() {
    return toldToStop;
  }

  void renew() {
    Hold hold =
        kernel.transactions().always(() -> store.renew(job.id(), token, kernel.now().plus(lease)));
    lost = hold == Hold.LOST;
  }

  /** Ends the lease; false if it was lost before. */
  boolean end(Ending ending) {
    return kernel
        .transactions()
        .always(() -> {
          boolean ended = store.end(job.id(), token, ending);
          if (ended && (ending instanceof Ending.Dead || ending instanceof Ending.Cancelled)) {
            onTurn.accept(store.find(job.id()).orElseThrow());
          }
          return ended;
        });
  }

  /** Whether somebody wants the job cancelled. */
  boolean isCancelWanted() {
    return store.find(job.id()).map(JobView::cancelWanted).orElse(false);
  }

  @Override
  public JobId id() {
    return job.id();
  }

  @Override
  public Map<String, String> payload() {
    return job.payload();
  }

  @Override
  public int attempt() {
    return job.attempts();
  }

  @Override
  public Optional<JobRequest.Requester> requester() {
    return job.requester() == null
        ? Optional.empty()
        : Optional.of(
            new JobRequest.Requester(
                job.requester(), String.valueOf(job.requesterName()), job.requestId()));
  }

  @Override
  public Context systemContext() {
    return systemContext(job);
  }

  static Context systemContext(JobView job) {
    Context context = Context.of(Actor.SYSTEM).causedBy("job/" + job.id());
    return job.requestId() == null ? context : context.request(job.requestId());
  }

  @Override
  public void progress(long done, @Nullable Long total, String message) {
    Progress next = new Progress(done, total, message);
    if (inWrite) {
      progress = next;
    } else {
      write(
              () -> {
                progress = next;
                return Outcome.done(next);
              })
          .orElseThrow();
    }
  }

  @Override
  public boolean isCancelled() {
    boolean stop = lost || processEnds.getAsBoolean() || store.isStopWanted(job.id(), token);
    toldToStop |= stop;
    return stop;
  }

  @Override
  public <T> Outcome<T> write(Supplier<Outcome<T>> work) {
    return inWrite ? kernel.transactions().run(work) : fenced(work, Optional.empty());
  }

  @Override
  public <T> Outcome<T> finish(Supplier<Outcome<T>> work) {
    if (inWrite) {
      throw new IllegalStateException("a job is finished by its last write, not within one");
    }
    Outcome<T> outcome = fenced(work, Optional.of(kernel.now()));
    finished = outcome instanceof Outcome.Done<T>;
    return outcome;
  }

  private <T> Outcome<T> fenced(Supplier<Outcome<T>> work, Optional<Instant> finishAt) {
    if (lost || finished) {
      throw new LeaseLostException(job.id());
    }
    Progress before = progress;
    boolean kept = false;
    inWrite = true;
    try {
      Outcome<T> outcome =
          kernel
              .transactions()
              .run(() -> {
                // The storage may repeat the work, so each time begins from the same.
                progress = before;
                return held(work, before, finishAt);
              });
      kept = outcome instanceof Outcome.Done<T>;
      return outcome;
    } finally {
      inWrite = false;
      progress = kept ? progress : before;
    }
  }

  private <T> Outcome<T> held(
      Supplier<Outcome<T>> work, Progress before, Optional<Instant> finishAt) {
    if (!store.hold(job.id(), token, kernel.now().plus(lease))) {
      lost = true;
      throw new LeaseLostException(job.id());
    }
    return work.get()
        .map(result -> {
          if (!progress.equals(before)) {
            store.progress(job.id(), progress);
          }
          finishAt.ifPresent(at -> store.end(job.id(), token, new Ending.Succeeded(at)));
          return result;
        });
  }
}
