package dev.kith.crm.application.opportunity;

import dev.kith.crm.application.assignment.OwnedRecords;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.assignment.Candidate;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Opportunities, as they are given to users of pools. Their country is that of the account with
 * which they are, and so is their company.
 *
 * @param ofCompany whose an account is
 * @param country where an account is
 */
record OpportunitiesToAssign(
    Kernel kernel,
    OpportunityFeature opportunities,
    Function<@Nullable AccountId, Map<UserId, Long>> ofCompany,
    Function<@Nullable AccountId, @Nullable Country> country)
    implements OwnedRecords<Opportunity> {

  @Override
  public RelatedRecords related() {
    return opportunities.related();
  }

  @Override
  public Feature feature() {
    return Feature.OPPORTUNITY;
  }

  @Override
  public Optional<Opportunity> find(UUID id) {
    return kernel.storage().opportunities().find(new OpportunityId(id));
  }

  @Override
  public @Nullable UserId owner(Opportunity opportunity) {
    return opportunity.owner();
  }

  @Override
  public Outcome<?> keeping(Opportunity opportunity) {
    PipelinePlaces places = new PipelinePlaces(kernel.storage().pipelines());
    return opportunity.assign(opportunity.owner(), places.stageOf(opportunity), kernel.now());
  }

  @Override
  public Candidate known(Opportunity opportunity) {
    AccountId account = opportunity.content().account();
    return new Candidate(
        country.apply(account), null, opportunity.owner(), ofCompany.apply(account));
  }

  @Override
  public Outcome<Subject> assign(UUID id, UserId user, Context context) {
    return opportunities
        .opportunities(context)
        .assign(new OpportunityId(id), user)
        .map(Opportunity::subject);
  }

  @Override
  public Map<UserId, Long> open(Collection<UserId> users) {
    return kernel.storage().opportunityReads().openOf(users);
  }
}
