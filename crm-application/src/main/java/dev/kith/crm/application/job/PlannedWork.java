package dev.kith.crm.application.job;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.StorageUnavailableException;
import dev.kith.crm.application.kernel.WorkLoop;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is planned at its moment. Taking a plan and doing what it says are one run, so that
 * whoever is killed neither loses nor doubles it.
 *
 * <p>A plan whose work breaks is left to a job, so that it holds up none behind it: the job tries
 * it again, later and later, and is dead after its last attempt, where people find it and can have
 * it tried once more. Whoever cancels the job gives the plan up.
 */
public final class PlannedWork<P> implements WorkLoop.Work {

  /** By a job, after the first. */
  static final int MORE_ATTEMPTS = 9;

  private static final Logger LOG = LoggerFactory.getLogger(PlannedWork.class);

  private final Kernel kernel;
  private final JobQueue jobs;
  private final Kind<P> kind;
  private final Plans<P> plans;
  private final Consumer<P> act;

  /**
   * What sort of plans these are.
   *
   * @param job the kind of the jobs that try again
   * @param lost what is said when one of them is given up, in one line
   * @param about the record that a plan is about
   */
  public record Kind<P>(String job, String lost, Function<P, Subject> about) {}

  /**
   * @param act what is done, within the run in which the plan is taken
   */
  public PlannedWork(
      Kernel kernel, JobFeature jobs, Kind<P> kind, Plans<P> plans, Consumer<P> act) {
    this.kernel = kernel;
    this.jobs = jobs.queue();
    this.kind = kind;
    this.plans = plans;
    this.act = act;
    jobs.register(kind.job(), new Again());
  }

  @Override
  public boolean doNext() {
    AtomicReference<Optional<P>> taken = new AtomicReference<>(Optional.empty());
    try {
      return kernel
          .transactions()
          .always(() -> {
            taken.set(Optional.empty());
            taken.set(plans.takeNext(kernel.now()));
            taken.get().ifPresent(act);
            return taken.get().isPresent();
          });
    } catch (StorageUnavailableException e) {
      // Nothing is wrong with the plan.
      throw e;
    } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
      P plan = taken.get().orElse(null);
      if (plan == null) {
        throw e;
      }
      LOG.warn("{} is tried again in a while: {}", kind.job(), plan, e);
      leave(plan);
      return true;
    }
  }

  @Override
  public Optional<Instant> nextDue() {
    return plans.nextDue();
  }

  /** Somebody may have moved it since, or done it: then no job is needed. */
  private void leave(P plan) {
    kernel
        .transactions()
        .run(() -> {
          Subject about = kind.about().apply(plan);
          Instant next = kernel.now().plus(JobWorker.BACKOFF.first());
          var job =
              jobs.enqueue(JobRequest.of(kind.job()).attempts(MORE_ATTEMPTS).at(next).about(about));
          return plans.leaveTo(job, plan)
              ? Outcome.done(job)
              : Outcome.refused(NotFound.of("plan", about.id()));
        });
  }

  private final class Again implements JobHandler {

    @Override
    public void run(JobRun run) {
      run.finish(
              () -> {
                plans.takeLeft(run.id()).ifPresent(act);
                return Outcome.done(run.id());
              })
          .orElseThrow();
    }

    @Override
    public void turned(JobView job, Context context) {
      if (job.state() == JobState.CANCELLED) {
        plans.takeLeft(job.id());
      }
    }

    @Override
    public Loss loss(JobView job) {
      return new Loss(kind.lost(), kind.job());
    }
  }
}
