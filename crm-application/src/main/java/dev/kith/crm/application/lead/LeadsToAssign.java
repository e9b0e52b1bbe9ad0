package dev.kith.crm.application.lead;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.assignment.AssignableRecords;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.Candidate;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Leads, as they are given to users of pools. They have a country, but no language. */
record LeadsToAssign(Kernel kernel, LeadFeature leads) implements AssignableRecords {

  @Override
  public String type() {
    return "lead";
  }

  @Override
  public Outcome<Candidate> candidate(UUID id, Action action, Context context) {
    Lead lead = kernel.storage().leads().find(new LeadId(id)).orElse(null);
    return lead == null
        ? Outcome.refused(NotFound.of(type(), id))
        : Permits.requireOn(
            context.actor(),
            Feature.LEAD,
            action,
            lead.subject(),
            lead.owner(),
            // What cannot be given to its owner cannot be given to anybody.
            () -> lead.assign(lead.owner(), kernel.now()).map(same -> candidate(lead)));
  }

  private Candidate candidate(Lead lead) {
    String company = lead.content().profile().company();
    return new Candidate(
        lead.content().profile().address().country(),
        null,
        lead.owner(),
        company == null
            ? Map.of()
            : kernel.storage().leadReads().ownersOfCompany(company, lead.id()));
  }

  @Override
  public Outcome<Subject> assign(UUID id, UserId user, Context context) {
    return leads.leads(context).assign(new LeadId(id), user).map(Lead::subject);
  }

  @Override
  public Map<UserId, Long> open(Collection<UserId> users) {
    return kernel.storage().leadReads().openOf(users);
  }

  @Override
  public Map<UUID, String> names(Collection<UUID> ids, Context context) {
    return leads.related().named(ids, context).stream()
        .collect(ImmutableMap.toImmutableMap(named -> named.id(), named -> named.name()));
  }
}
