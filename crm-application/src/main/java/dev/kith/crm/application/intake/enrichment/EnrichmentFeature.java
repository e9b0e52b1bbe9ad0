package dev.kith.crm.application.intake.enrichment;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.WorkLoop;
import dev.kith.crm.application.lead.Births;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.quality.MailLists;
import dev.kith.crm.domain.shared.PhoneReader;
import java.time.Duration;
import java.util.List;

/** Wires enrichment. */
public final class EnrichmentFeature {

  /** The kind of the job that enriches leads which came in. */
  public static final String NEW_LEADS = "lead.enrich-new";

  private final Kernel kernel;
  private final LeadFeature leads;
  private final PhoneReader phones;
  private final AskedSources sources;
  private final NewLeadsRequests requests;

  /**
   * @param lists what is known of mail domains by heart
   * @param others asked after what is known by heart
   * @param timeout for each source, whatever it is asked
   * @param wake wakes whoever does the work {@link #besides}
   */
  public EnrichmentFeature(
      Kernel kernel,
      LeadFeature leads,
      PhoneReader phones,
      MailLists lists,
      List<EnrichmentSource> others,
      Duration timeout,
      JobFeature jobs,
      Runnable wake) {
    this.kernel = kernel;
    this.leads = leads;
    this.phones = phones;
    this.sources =
        new AskedSources(
            ImmutableList.<EnrichmentSource>builder()
                .add(new EmailSource(lists))
                .add(new PhoneSource())
                .addAll(others)
                .build()
                .stream()
                .map(source -> new GuardedSource(source, timeout, kernel.clock()))
                .toList());
    this.requests = new NewLeadsRequests(jobs.queue(), kernel.clock(), wake);
    // Also where new leads are not put on the list any more: those on it are to come off.
    jobs.register(NEW_LEADS, new EnrichingNewLeads(kernel, this::bulk, requests::tell));
  }

  private BulkEnrichment bulk(Context context) {
    return new BulkEnrichment(kernel, context, leads, phones, sources);
  }

  /**
   * Puts leads that are born on the list of those that are enriched in the background.
   *
   * @param told after the commit, quickly
   */
  public static Births births(Kernel kernel, Runnable told) {
    return new NewLeads(kernel, told);
  }

  /** Leads have been put on the list. */
  public void toldOfNewLeads() {
    requests.tell();
  }

  /** Other work of the same thread, and before it to ask for the job if leads have come in. */
  public WorkLoop.Work besides(WorkLoop.Work others) {
    return requests.before(others);
  }

  public Enrichments enrichments(Context context) {
    return new EnrichmentService(kernel, context, leads, phones, sources);
  }

  /** Closes the sources. */
  public void close() {
    sources.close();
  }

  /** What was found out follows its leads when these are merged. */
  public Attached attached() {
    return new AttachedFoundValues(kernel.storage().foundValues());
  }
}
