package dev.kith.crm.application.lead;

import dev.kith.crm.application.assignment.OwnedRecords;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.Candidate;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Leads, as they are given to users of pools. They have a country, but no language. */
record LeadsToAssign(Kernel kernel, LeadFeature leads) implements OwnedRecords<Lead> {

  @Override
  public RelatedRecords related() {
    return leads.related();
  }

  @Override
  public Feature feature() {
    return Feature.LEAD;
  }

  @Override
  public Optional<Lead> find(UUID id) {
    return kernel.storage().leads().find(new LeadId(id));
  }

  @Override
  public @Nullable UserId owner(Lead lead) {
    return lead.owner();
  }

  @Override
  public Outcome<?> keeping(Lead lead) {
    return lead.assign(lead.owner(), kernel.now());
  }

  @Override
  public Candidate known(Lead lead) {
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
}
