package dev.kith.crm.application.intake.rows;

import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.account.AccountFeature;
import dev.kith.crm.application.contact.PeopleFeature;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.opportunity.OpportunityFeature;
import dev.kith.crm.domain.intake.RecordMapping;
import dev.kith.crm.domain.shared.PhoneReader;

/** Knows how rows become records, kind by kind. */
public record RecordIntake(
    Kernel kernel,
    Owners owners,
    PhoneReader phones,
    AccountFeature accounts,
    PeopleFeature people,
    OpportunityFeature opportunities) {

  public RecordRows rows(RecordMapping mapping, Context context) {
    AccountLookup lookup = new AccountLookup(accounts.queries(context));
    OwnerLookup owning = new OwnerLookup(owners);
    return switch (mapping.kind()) {
      case ACCOUNT -> new AccountRows(kernel, accounts.accounts(context), lookup, owning);
      case CONTACT -> new ContactRows(kernel, people.people(context), phones, lookup, owning);
      case OPPORTUNITY ->
          new OpportunityRows(
              kernel, opportunities.opportunities(context), lookup, owning, mapping.every());
    };
  }
}
