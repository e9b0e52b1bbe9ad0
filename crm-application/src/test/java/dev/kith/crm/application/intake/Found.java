package dev.kith.crm.application.intake;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.account.AccountFields;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.contact.ContactFields;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.opportunity.StageStay;
import java.util.List;

/** The records that somebody finds once files have been brought in. */
record Found(Workspace workspace) {

  List<AccountView> accounts() {
    return workspace
        .accountQueries()
        .list(ListQuery.all(AccountFields.CATALOGUE))
        .orElseThrow()
        .items();
  }

  List<ContactView> contacts() {
    return workspace
        .contactQueries()
        .list(ListQuery.all(ContactFields.CATALOGUE))
        .orElseThrow()
        .items();
  }

  List<OpportunityView> deals() {
    return workspace
        .opportunityQueries()
        .list(ListQuery.all(OpportunityFields.CATALOGUE))
        .orElseThrow()
        .items();
  }

  OpportunityView deal(String externalId) {
    return deals().stream()
        .filter(deal -> externalId.equals(deal.get(OpportunityField.EXTERNAL_ID)))
        .findFirst()
        .orElseThrow();
  }

  List<StageStay> stays(String externalId) {
    return workspace.opportunityQueries().stays(deal(externalId).id()).orElseThrow();
  }
}
