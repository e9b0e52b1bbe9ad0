package dev.kith.crm.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.audit.Auditing;
import dev.kith.crm.application.automation.AbsencePlans.Plan;
import dev.kith.crm.application.event.Announcing;
import dev.kith.crm.application.idempotency.Idempotency;
import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.job.JobFields;
import dev.kith.crm.application.job.JobView;
import dev.kith.crm.application.job.Jobs;
import dev.kith.crm.application.job.PlannedWork;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Ids;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of plans whose work breaks, on every storage. */
public interface PlannedWorkContract extends StorageContract {

  @Test
  default void a_plan_whose_work_breaks_holds_up_nobody_and_is_given_up_after_ten_attempts() {
    Desk desk = new Desk(this);
    desk.plan("broken", "sound");
    desk.broken = "broken";
    desk.runDue();
    assertThat(desk.tried).containsExactly("broken", "sound");
    assertThat(desk.job().subject()).isEqualTo(desk.subjects.getFirst());

    desk.tried.clear();
    for (int hour = 0; hour < 12; hour++) {
      desk.clock.advance(Duration.ofHours(1));
      desk.runDue();
    }
    assertThat(desk.tried).hasSize(9).containsOnly("broken");
    assertThat(desk.job().state()).isEqualTo(JobState.DEAD);
    assertThat(desk.job().error()).contains("it broke");
    assertThat(desk.lost).containsExactly("A plan was given up");
    assertThat(storage().absencePlans().nextDue()).isEmpty();
  }

  @Test
  default void what_was_given_up_is_done_once_when_somebody_lets_it_be_tried_again() {
    Desk desk = new Desk(this);
    desk.plan("broken");
    desk.broken = "broken";
    desk.runDue();
    for (int hour = 0; hour < 12; hour++) {
      desk.clock.advance(Duration.ofHours(1));
      desk.runDue();
    }
    desk.broken = "";
    desk.tried.clear();

    desk.jobs().retry(desk.job().id()).orElseThrow();
    desk.runDue();
    desk.clock.advance(Duration.ofDays(1));
    desk.runDue();
    assertThat(desk.tried).containsExactly("broken");
    assertThat(desk.job().state()).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  default void a_plan_that_is_made_anew_is_done_without_its_job() {
    Desk desk = new Desk(this);
    desk.plan("broken");
    desk.broken = "broken";
    desk.runDue();
    desk.broken = "";
    desk.tried.clear();

    desk.put(desk.subjects.getFirst(), "broken");
    desk.runDue();
    desk.clock.advance(Duration.ofHours(1));
    desk.runDue();
    assertThat(desk.tried).containsExactly("broken");
    assertThat(desk.job().state()).isEqualTo(JobState.SUCCEEDED);
  }

  @Test
  default void whoever_cancels_the_job_gives_the_plan_up() {
    Desk desk = new Desk(this);
    desk.plan("broken");
    desk.broken = "broken";
    desk.runDue();
    desk.broken = "";
    desk.tried.clear();

    desk.jobs().cancel(desk.job().id()).orElseThrow();
    desk.clock.advance(Duration.ofDays(1));
    desk.runDue();
    assertThat(desk.tried).isEmpty();
    assertThat(kept(() -> Outcome.done(storage().absencePlans().takeLeft(desk.job().id()))))
        .isEmpty();
    assertThat(desk.lost).isEmpty();
  }

  /** Does plans of its own, which it knows by a word; of one of them the work breaks. */
  final class Desk {
    final SettableClock clock = SettableClock.atStart();
    final List<String> tried = new ArrayList<>();
    final List<String> lost = new ArrayList<>();
    final List<Subject> subjects = new ArrayList<>();
    String broken = "";
    private final StorageContract contract;
    private final RuleId rule = new RuleId(Leads.anId().value());
    private final String kind = "plan-" + UUID.randomUUID();
    private final JobFeature feature;
    private final PlannedWork<Plan> work;

    Desk(StorageContract contract) {
      this.contract = contract;
      var storage = contract.storage();
      Ids ids = Ids.timeOrdered();
      Kernel kernel =
          new Kernel(
              storage,
              clock,
              ids,
              new Idempotency(storage.transactions(), storage.idempotencyKeys(), clock),
              new Auditing(storage.audit(), ids),
              new Announcing(storage.outbox(), storage.transactions(), ids, List.of(), () -> {}));
      feature =
          new JobFeature(
              kernel, "desk", () -> 0, () -> {}, (job, loss, context) -> lost.add(loss.text()));
      work =
          new PlannedWork<>(
              kernel,
              feature,
              new PlannedWork.Kind<>(kind, "A plan was given up", Plan::record),
              storage.absencePlans(),
              this::act);
    }

    private void act(Plan plan) {
      tried.add(plan.eventType());
      if (plan.eventType().equals(broken)) {
        throw new IllegalStateException("it broke");
      }
    }

    void plan(String... words) {
      for (String word : words) {
        subjects.add(new Subject("lead", Leads.anId().value()));
        put(subjects.getLast(), word);
        clock.advance(Duration.ofSeconds(1));
      }
    }

    void put(Subject subject, String word) {
      Instant now = clock.instant();
      contract.kept(() -> {
        contract
            .storage()
            .absencePlans()
            .put(new Plan(rule, 1, subject, now, UUID.randomUUID(), word, now, "Ana", null, 0));
        return Outcome.done(word);
      });
    }

    void runDue() {
      while (work.doNext() || feature.working().doNext()) {
        // until nothing is due
      }
    }

    Jobs jobs() {
      return feature.jobs(Context.of(Actors.administrator()));
    }

    JobView job() {
      return jobs()
          .list(ListQuery.all(JobFields.CATALOGUE).limitedTo(ListQuery.LARGEST_LIMIT))
          .orElseThrow()
          .items()
          .stream()
          .filter(job -> job.kind().equals(kind))
          .findFirst()
          .orElseThrow();
    }
  }
}
