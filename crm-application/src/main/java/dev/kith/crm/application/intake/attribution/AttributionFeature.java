package dev.kith.crm.application.intake.attribution;

import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static java.util.stream.Collectors.groupingBy;

import com.google.common.collect.Collections2;
import dev.kith.crm.application.kernel.Attached;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.Births;
import dev.kith.crm.application.lead.BroughtAlong;
import dev.kith.crm.application.lead.LeadFeature;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.intake.attribution.Touch;
import dev.kith.crm.domain.intake.attribution.TouchHistory;
import dev.kith.crm.domain.lead.LeadId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Wires attribution. */
public final class AttributionFeature {

  private final Kernel kernel;
  private final LeadFeature leads;

  public AttributionFeature(Kernel kernel, LeadFeature leads) {
    this.kernel = kernel;
    this.leads = leads;
  }

  public Touches touches(Context context) {
    return new TouchService(kernel, context, leads);
  }

  /** The touches of leads that the actor of the context sees, as {@link Touches#of}. */
  public Map<LeadId, TouchHistory> histories(Context context, Collection<LeadView> leads) {
    Set<String> hidden = context.actor().grants().maskedFieldsOf(Feature.LEAD);
    Map<LeadId, List<Touch>> touches =
        kernel.storage().touches().of(Collections2.transform(leads, LeadView::id)).stream()
            .collect(groupingBy(Touch::lead));
    return leads.stream()
        .collect(
            toImmutableMap(
                LeadView::id,
                lead ->
                    TouchHistory.of(touches.getOrDefault(lead.id(), List.of()), lead.status())
                        .without(hidden)));
  }

  /** Touches follow their leads when these are merged. */
  public Attached attached() {
    return new AttachedTouches(kernel.storage().touches());
  }

  /** Leads that are captured with a campaign have a touch from their birth on. */
  public static Births births(Kernel kernel) {
    return new FirstTouches(kernel);
  }

  /** Rows of imports bring touches along. */
  public static BroughtAlong touchesOfRows(Kernel kernel) {
    return new TouchesOfRows(kernel);
  }
}
