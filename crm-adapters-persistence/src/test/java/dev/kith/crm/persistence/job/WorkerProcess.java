package dev.kith.crm.persistence.job;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.event.Reaction;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.persistence.JooqStorage;
import dev.kith.crm.persistence.kernel.DatabaseSettings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A process with a CRM: each job becomes a lead, and each lead that is captured gets a note. It
 * says {@code ready} on its output, and obeys {@code forward}, which sets its clock forward past
 * every lease, and {@code stop}.
 *
 * <p>Arguments: database, user, password, schema, and how many jobs it does before it hangs in the
 * middle of one, saying {@code hanging}.
 */
final class WorkerProcess {

  static final String KIND = "test.capture";

  private final AtomicReference<Duration> forward = new AtomicReference<>(Duration.ZERO);
  private final AtomicInteger jobs = new AtomicInteger();
  private final AtomicReference<Crm> crm = new AtomicReference<>();
  private final int hangAfter;

  private WorkerProcess(int hangAfter) {
    this.hangAfter = hangAfter;
  }

  public static void main(String[] args) throws IOException {
    DatabaseSettings settings =
        DatabaseSettings.of(args[0])
            .as(args[1], args[2])
            .inSchema(args[3])
            .pooling(6)
            .withoutMigrating();
    new WorkerProcess(Integer.parseInt(args[4])).work(settings);
  }

  private void work(DatabaseSettings settings) throws IOException {
    InstantSource clock = () -> InstantSource.system().instant().plus(forward.get());
    try (Crm open =
        Crm.on(JooqStorage.open(settings))
            .clock(clock)
            .job(KIND, this::capture)
            .reaction(Reaction.to("lead.captured.v1", "note", this::note))
            .start()) {
      crm.set(open);
      System.out.println("ready");
      BufferedReader orders =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String order = orders.readLine(); "forward".equals(order); order = orders.readLine()) {
        forward.set(Duration.ofMinutes(5));
      }
    }
  }

  private void capture(JobRun run) {
    run.finish(
            () -> {
              var lead =
                  crm()
                      .as(Actor.SYSTEM)
                      .leads()
                      .capture(
                          new Leads.Capture(LeadDraft.EMPTY.company(run.payload().get("company"))));
              if (jobs.incrementAndGet() > hangAfter) {
                System.out.println("hanging");
                hang();
              }
              return lead;
            })
        .orElseThrow();
  }

  private void note(EventEnvelope event) {
    crm()
        .as(Actor.SYSTEM)
        .leads()
        .note(new LeadId(event.event().subject().id()), "welcome")
        .orElseThrow();
  }

  /** A job may come before the front door has been handed over. */
  private Crm crm() {
    Crm open = crm.get();
    while (open == null) {
      Thread.onSpinWait();
      open = crm.get();
    }
    return open;
  }

  private static void hang() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
