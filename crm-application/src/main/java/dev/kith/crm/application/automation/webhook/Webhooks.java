package dev.kith.crm.application.automation.webhook;

import dev.kith.crm.application.automation.ActionKind;
import dev.kith.crm.application.automation.ActionKind.Parameter;
import dev.kith.crm.application.automation.ActionRun;
import dev.kith.crm.application.job.JobGivenUpException;
import dev.kith.crm.application.job.JobHandler;
import dev.kith.crm.application.job.JobPutOffException;
import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.job.JobView;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.shared.Outcome;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * The action that sends webhooks. It only leaves a job, in the run of the firing: a receiver that
 * is down holds up nothing, and the message goes out if, and only if, the rule acted.
 */
public final class Webhooks {

  /** The kind of the jobs that send. */
  public static final String SEND = "automation.webhook";

  /** How often a message is tried: with the waits between, over some hours. */
  public static final int ATTEMPTS = 12;

  private Webhooks() {}

  public static ActionKind action(JobQueue jobs) {
    return new ActionKind(
        "webhook",
        "Send a webhook",
        Set.of(),
        List.of(Parameter.required("url", "Address", Parameter.Type.URL)),
        Set.of(),
        run -> leave(jobs, run));
  }

  /** Of one rule; the same for all of its versions. */
  public static WebhookSecret secret(Kernel kernel, RuleId rule) {
    return WebhookSecret.of(kernel.storage().signingKey(), rule);
  }

  private static Outcome<String> leave(JobQueue jobs, ActionRun run) {
    URI url = URI.create(String.valueOf(run.said("url")));
    WebhookMessage message =
        new WebhookMessage(
            url,
            run.once(),
            run.now(),
            run.event(),
            run.record().toString(),
            run.rule().value(),
            run.ruleName(),
            run.number(),
            run.facts());
    JobRequest job = JobRequest.of(SEND).attempts(ATTEMPTS).unique(run.once()).about(run.record());
    for (var entry : message.payload().entrySet()) {
      job = job.with(entry.getKey(), entry.getValue());
    }
    jobs.enqueue(job);
    return Outcome.done("A webhook goes to " + url.getHost() + ".");
  }

  /** Does the jobs {@link #SEND}. */
  public static JobHandler sending(Kernel kernel, WebhookSender sender) {
    return new JobHandler() {
      @Override
      public void run(JobRun run) {
        send(kernel, sender, run);
      }

      @Override
      public Loss loss(JobView job) {
        WebhookMessage message = WebhookMessage.of(job.payload());
        String host = message.url().getHost();
        return new Loss(
            "Webhooks of the rule “" + message.ruleName() + "” to " + host + " were given up",
            SEND + "/" + message.rule() + "/" + host);
      }
    };
  }

  /** What is killed between the sending and its mark is sent again, under the same id. */
  private static void send(Kernel kernel, WebhookSender sender, JobRun run) {
    WebhookMessage message = WebhookMessage.of(run.payload());
    WebhookSecret secret = secret(kernel, new RuleId(message.rule()));
    switch (sender.send(message, secret, kernel.now())) {
      case WebhookSender.Accepted accepted ->
          run.finish(
                  () -> {
                    run.progress(1, 1L, message.url().getHost() + " has it");
                    return Outcome.done(true);
                  })
              .orElseThrow();
      case WebhookSender.Failed(var why, var forGood) -> {
        if (forGood) {
          throw new JobGivenUpException(why);
        }
        throw new JobPutOffException(why);
      }
    }
  }
}
