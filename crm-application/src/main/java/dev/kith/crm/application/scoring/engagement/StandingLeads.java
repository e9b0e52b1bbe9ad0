package dev.kith.crm.application.scoring.engagement;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which leads stand for leads that were merged into them. */
public final class StandingLeads {

  private StandingLeads() {}

  /** These leads, and those into which they were merged: one statement for each step of that. */
  public static Map<LeadId, Lead> of(Kernel kernel, Collection<LeadId> ids) {
    Map<LeadId, Lead> leads = new HashMap<>();
    Set<LeadId> wanted = new HashSet<>(ids);
    while (!wanted.isEmpty()) {
      List<Lead> found = kernel.storage().leads().findAll(wanted);
      found.forEach(lead -> leads.put(lead.id(), lead));
      wanted =
          new HashSet<>(
              found.stream()
                  .map(Lead::mergedInto)
                  .filter(Objects::nonNull)
                  .filter(id -> !leads.containsKey(id))
                  .collect(toImmutableSet()));
    }
    return leads;
  }

  /**
   * @param leads as {@link #of} answers them
   */
  public static Lead winner(Lead lead, Map<LeadId, Lead> leads) {
    Lead found = lead;
    for (Lead next = next(found, leads); next != null; next = next(found, leads)) {
      found = next;
    }
    return found;
  }

  private static @Nullable Lead next(Lead lead, Map<LeadId, Lead> leads) {
    return lead.mergedInto() == null ? null : leads.get(lead.mergedInto());
  }
}
