package dev.kith.crm.application.intake.enrichment;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.kith.crm.application.intake.enrichment.AskedSources.Answers;
import dev.kith.crm.application.intake.enrichment.LeadsToEnrich.Waiting;
import dev.kith.crm.application.job.JobHandler;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.job.LeaseLostException;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.StorageUnavailableException;
import dev.kith.crm.domain.intake.enrichment.FillMode;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off the list of leads that are to be enriched. Sources are asked outside of transactions;
 * what they say is written together with taking the leads off, so that no lead is done twice or
 * forgotten, whoever is killed. A lead about which a source was silent is asked about again, a few
 * times; one that makes the work fail keeps nobody else from being enriched.
 */
final class EnrichingNewLeads implements JobHandler {

  private static final Logger LOG = LoggerFactory.getLogger(EnrichingNewLeads.class);
  private static final int AT_ONCE = 200;

  /** A source has so much time for all that it is asked at once, and may need some for each. */
  private static final int ASKED_AT_ONCE = 40;

  /** When a source that was silent is asked again, by how often it was. */
  private static final List<Duration> AGAIN =
      ImmutableList.of(Duration.ofMinutes(2), Duration.ofMinutes(30), Duration.ofHours(6));

  private final Kernel kernel;
  private final LeadsToEnrich list;
  private final Function<Context, BulkEnrichment> enrichment;
  private final Runnable more;

  /**
   * @param more told of leads that this job leaves behind
   */
  EnrichingNewLeads(Kernel kernel, Function<Context, BulkEnrichment> enrichment, Runnable more) {
    this.kernel = kernel;
    this.list = kernel.storage().leadsToEnrich();
    this.enrichment = enrichment;
    this.more = more;
  }

  @Override
  public void run(JobRun run) {
    long done = 0;
    List<Waiting> next = list.due(kernel.now(), AT_ONCE);
    while (!next.isEmpty()) {
      if (run.isCancelled()) {
        return;
      }
      done += enriched(run, next);
      run.progress(done, null, "");
      next = list.due(kernel.now(), AT_ONCE);
    }
    run.finish(() -> Outcome.done(run.id())).orElseThrow();
    // Whoever came in while this ended has joined a job that will not look any more.
    if (list.isAnyDue(kernel.now())) {
      more.run();
    }
  }

  /** Answers how many were taken off the list. */
  private int enriched(JobRun run, List<Waiting> waiting) {
    BulkEnrichment bulk = enrichment.apply(run.systemContext());
    try {
      Map<LeadId, Answers> answers = new HashMap<>();
      Lists.partition(ids(waiting), ASKED_AT_ONCE).forEach(some -> answers.putAll(bulk.ask(some)));
      return run.write(() -> Outcome.done(applied(bulk, waiting, answers))).orElseThrow();
    } catch (LeaseLostException | StorageUnavailableException | ConcurrentChangeException e) {
      // None of the leads is the trouble: the job is done again.
      throw e;
    } catch (RuntimeException e) {
      if (waiting.size() > 1) {
        // One of them is the trouble: each by itself, so that the others are done.
        return waiting.stream().mapToInt(one -> enriched(run, List.of(one))).sum();
      }
      LOG.warn("The lead {} cannot be enriched.", waiting.getFirst().lead(), e);
      return run.write(() -> Outcome.done(list.take(ids(waiting)).size())).orElseThrow();
    }
  }

  private int applied(BulkEnrichment bulk, List<Waiting> waiting, Map<LeadId, Answers> answers) {
    Set<LeadId> taken = list.take(ids(waiting));
    Map<LeadId, Outcome<Lead>> outcomes =
        bulk.apply(taken, answers, FillMode.FILL_EMPTY).outcomes();
    Instant now = kernel.now();
    list.add(
        waiting.stream()
            .filter(one -> taken.contains(one.lead()))
            .filter(one -> outcomes.get(one.lead()) instanceof Outcome.Done<Lead>)
            .filter(one -> wasSilent(answers.get(one.lead())))
            .filter(one -> one.attempts() < AGAIN.size())
            .map(one ->
                new Waiting(one.lead(), now.plus(AGAIN.get(one.attempts())), one.attempts() + 1))
            .collect(toImmutableList()));
    return taken.size();
  }

  private static boolean wasSilent(@Nullable Answers heard) {
    return heard != null && !heard.silent().isEmpty();
  }

  private static List<LeadId> ids(List<Waiting> waiting) {
    return waiting.stream().map(Waiting::lead).toList();
  }
}
