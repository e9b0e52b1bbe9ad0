package dev.kith.crm.application.conversion;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.conversion.ConversionId;
import dev.kith.crm.domain.lead.LeadId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps conversions. No lead has two that hold: adding is refused with {@link
 * dev.kith.crm.domain.lead.LeadRefusal.AlreadyConverted}.
 */
public interface ConversionStore extends AggregateStore<ConversionId, Conversion> {

  /**
   * From here to the end of the current run nobody else converts this lead, or undoes that: what is
   * read of it after it stays true. A lead that there is none of is nobody's concern.
   */
  void hold(LeadId lead);

  /** The conversion of the lead that holds. */
  Optional<Conversion> ofLead(LeadId lead);

  /** Those of these leads that hold, in any order. */
  List<Conversion> ofLeads(Collection<LeadId> leads);

  /**
   * Conversions, newest first.
   *
   * @param visible by the owner of the lead
   * @param after only those that come after this one in that order; null for the newest
   */
  List<Conversion> list(
      Conversions.Which which, Visibility visible, @Nullable ConversionId after, int limit);
}
