package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Storage;
import dev.kith.crm.application.job.Plans;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Instant;
import java.util.function.Supplier;

/** What {@link Plans} promise of plans that are left to jobs, in the contract of every store. */
final class LeavingPlans<P> {

  private final Storage storage;
  private final Plans<P> plans;

  LeavingPlans(Storage storage, Plans<P> plans) {
    this.storage = storage;
    this.plans = plans;
  }

  /**
   * @param put puts the plan in place
   * @param later is due behind it, and in place; no others are due until then
   */
  void holds(P plan, Instant due, Runnable put, P later, Instant dueLater) {
    JobId job = new JobId(Leads.anId().value());
    JobId other = new JobId(Leads.anId().value());
    in(() -> {
      put.run();
      return plan;
    });
    assertThat(plans.nextDue()).contains(due);
    assertThat(left(job, plan)).isTrue();
    assertThat(left(other, plan)).as("left to another as well").isFalse();
    assertThat(plans.nextDue()).contains(dueLater);
    assertThat(in(() -> plans.takeNext(due))).as("what waits, besides it").isEmpty();

    assertThat(in(() -> plans.takeLeft(other))).isEmpty();
    storage
        .transactions()
        .run(() -> {
          assertThat(plans.takeLeft(job)).contains(plan);
          return Outcome.refused(NotFound.of("x", job.value()));
        });
    assertThat(in(() -> plans.takeLeft(job))).contains(plan);
    assertThat(in(() -> plans.takeLeft(job))).as("taken twice").isEmpty();
    assertThat(left(job, plan)).as("left though it is gone").isFalse();

    in(() -> {
      put.run();
      return plan;
    });
    assertThat(left(job, plan)).isTrue();
    in(() -> {
      put.run();
      return plan;
    });
    assertThat(in(() -> plans.takeLeft(job))).as("left, and planned anew since").isEmpty();
    assertThat(in(() -> plans.takeNext(dueLater))).contains(plan);
    assertThat(in(() -> plans.takeNext(dueLater))).contains(later);
    assertThat(plans.nextDue()).isEmpty();
  }

  private boolean left(JobId job, P plan) {
    return in(() -> plans.leaveTo(job, plan));
  }

  private <T> T in(Supplier<T> work) {
    return storage.transactions().always(work);
  }
}
