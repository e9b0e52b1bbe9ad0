package dev.kith.crm.application.intake.enrichment;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.quality.MailLists;
import dev.kith.crm.domain.lead.LeadDraft.PhoneReader;
import java.time.Duration;
import java.util.List;

/** Wires enrichment. */
public final class EnrichmentFeature {

  private final Kernel kernel;
  private final LeadFeature leads;
  private final PhoneReader phones;
  private final AskedSources sources;

  /**
   * @param lists what is known of mail domains by heart
   * @param others asked after what is known by heart
   * @param timeout for each source, whatever it is asked
   */
  public EnrichmentFeature(
      Kernel kernel,
      LeadFeature leads,
      PhoneReader phones,
      MailLists lists,
      List<EnrichmentSource> others,
      Duration timeout) {
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
