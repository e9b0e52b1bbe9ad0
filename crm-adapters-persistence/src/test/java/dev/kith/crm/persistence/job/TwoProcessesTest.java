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
import dev.kith.crm.persistence.kernel.DatabaseSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
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

  private final List<Worker> workers = new ArrayList<>();

  @AfterEach
  void end() {
    workers.forEach(w -> w.process.destroyForcibly());
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
    Worker victim = new Worker(20);
    Worker survivor = new Worker(Integer.MAX_VALUE);
    for (int i = 0; i < EACH; i++) {
      crm.jobQueue().enqueue(JobRequest.of(WorkerProcess.KIND).with("company", "job " + i));
      crm.as(Actor.SYSTEM)
          .leads()
          .capture(new Leads.Capture(LeadDraft.EMPTY.company("event " + i)))
          .orElseThrow();
    }

    victim.says("hanging");
    victim.process.destroyForcibly();
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

  /** A child process, and what it has said. */
  private final class Worker {

    private final Process process;
    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    Worker(int hangAfter) {
      DatabaseSettings settings = DATABASE.settings();
      DATABASE.storage();
      String classPath =
          System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
      try {
        process =
            new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    classPath,
                    WorkerProcess.class.getName(),
                    settings.url(),
                    String.valueOf(settings.user()),
                    String.valueOf(settings.password()),
                    String.valueOf(settings.schema()),
                    Integer.toString(hangAfter))
                .redirectErrorStream(true)
                .start();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      workers.add(this);
      Thread.ofPlatform().daemon().start(this::listen);
    }

    void says(String line) {
      await(() -> said.contains(line) || !process.isAlive());
      assertThat(said).as("what the process said").contains(line);
    }

    void order(String order) {
      try {
        process.getOutputStream().write((order + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
      } catch (IOException e) {
        throw new IllegalStateException("the process has ended: " + said, e);
      }
    }

    int exitCode() {
      await(() -> !process.isAlive());
      return process.exitValue();
    }

    private void listen() {
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        lines.lines().forEach(said::add);
      } catch (IOException e) {
        said.add(e.toString());
      }
    }
  }
}
