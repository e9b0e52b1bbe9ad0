package dev.kith.crm.persistence.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.application.event.Reaction;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.job.JobState;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.persistence.Databases;
import dev.kith.crm.persistence.OtherProcess;
import dev.kith.crm.persistence.kernel.DatabaseSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two server processes on one PostgreSQL do everything once, and lose nothing when one is killed.
 */
class TwoProcessesTest {

  private static final int EACH = 300;

  @RegisterExtension static final Databases.Fresh DATABASE = Databases.postgres();

  private final List<OtherProcess> workers = new ArrayList<>();

  @AfterEach
  void end() {
    workers.forEach(OtherProcess::close);
  }

  @Test
  @Timeout(180)
  void every_job_and_every_event_is_handled_exactly_once_though_a_process_is_killed() {
    Crm crm =
        Crm.on(DATABASE.storage())
            .background(false)
            .job(WorkerProcess.KIND, run -> {})
            .reaction(Reaction.to("lead.captured.v1", "note", e -> {}))
            .start();
    OtherProcess victim = worker(20);
    OtherProcess survivor = worker(Integer.MAX_VALUE);
    for (int i = 0; i < EACH; i++) {
      crm.jobQueue().enqueue(JobRequest.of(WorkerProcess.KIND).with("company", "job " + i));
      crm.as(Actor.SYSTEM)
          .leads()
          .capture(new Leads.Capture(LeadDraft.EMPTY.company("event " + i)))
          .orElseThrow();
    }

    victim.says("hanging");
    victim.kill();
    survivor.says("ready");
    survivor.order("forward");
    await(() -> isAllDone(crm));
    survivor.order("stop");

    List<LeadView> leads = new ArrayList<>();
    crm.as(Actor.SYSTEM)
        .leadQueries()
        .export(ListQuery.all(LeadFields.CATALOGUE), leads::add)
        .orElseThrow();
    assertThat(leads)
        .extracting(LeadView::displayName)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, EACH)
                .boxed()
                .flatMap(i -> List.of("job " + i, "event " + i).stream())
                .toList());
    // Captured, and noted once.
    assertThat(leads).allSatisfy(lead -> assertThat(lead.revision().version()).isEqualTo(2));
    assertThat(crm.as(Actor.SYSTEM).auditTrail().verify().orElseThrow().isIntact()).isTrue();
    assertThat(victim.exitCode()).isNotZero();
    assertThat(survivor.exitCode()).isZero();
  }

  private static boolean isAllDone(Crm crm) {
    Map<JobState, Long> jobs = DATABASE.storage().jobs().counts();
    return Objects.equals(jobs.get(JobState.WAITING), 0L)
        && Objects.equals(jobs.get(JobState.RUNNING), 0L)
        && crm.as(Actor.SYSTEM)
            .events()
            .backlog()
            .equals(Outcome.done(new Outbox.Backlog(0, 0, null)));
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }

  private OtherProcess worker(int hangAfter) {
    DatabaseSettings settings = DATABASE.settings();
    DATABASE.storage();
    OtherProcess worker =
        OtherProcess.running(
            WorkerProcess.class,
            settings.url(),
            String.valueOf(settings.user()),
            String.valueOf(settings.password()),
            String.valueOf(settings.schema()),
            Integer.toString(hangAfter));
    workers.add(worker);
    return worker;
  }
}
