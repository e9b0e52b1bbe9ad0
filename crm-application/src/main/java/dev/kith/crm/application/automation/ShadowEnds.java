package dev.kith.crm.application.automation;

import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.automation.Rule;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.automation.RuleStatus;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Tells people when the time of a rule in shadow is over; the rule itself stays as it is. */
final class ShadowEnds {

  private static final String JOB = "automation.shadow-over";
  private static final String RULE = "rule";
  private static final String UNTIL = "until";

  private final Kernel kernel;
  private final JobQueue jobs;
  private final RuleAlerts alerts;

  ShadowEnds(Kernel kernel, JobFeature jobs, RuleAlerts alerts) {
    this.kernel = kernel;
    this.jobs = jobs.queue();
    this.alerts = alerts;
    jobs.register(JOB, this::tell);
  }

  /** In the run in which the rule was brought into the shadow. */
  void plan(Rule rule) {
    end(rule)
        .ifPresent(until ->
            jobs.enqueue(
                JobRequest.of(JOB)
                    .with(RULE, rule.id().toString())
                    .with(UNTIL, until.toString())
                    .unique(JOB + "/" + rule.id() + "/" + until)
                    .at(until)
                    .about(rule.subject())));
  }

  /** Nobody is told of an end that is none any more. */
  private void tell(JobRun run) {
    RuleId id = new RuleId(UUID.fromString(text(run, RULE)));
    Instant until = Instant.parse(text(run, UNTIL));
    run.finish(
            () -> {
              kernel
                  .storage()
                  .rules()
                  .view(id)
                  .filter(view -> end(view.rule()).equals(Optional.of(until)))
                  .ifPresent(view -> alerts.watched(view, until));
              return Outcome.done(id);
            })
        .orElseThrow();
  }

  private static String text(JobRun run, String name) {
    return Objects.requireNonNull(run.payload().get(name));
  }

  private static Optional<Instant> end(Rule rule) {
    return rule.status() instanceof RuleStatus.Shadow shadow
        ? Optional.ofNullable(shadow.until())
        : Optional.empty();
  }
}
