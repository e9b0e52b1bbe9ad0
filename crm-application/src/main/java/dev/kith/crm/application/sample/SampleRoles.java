package dev.kith.crm.application.sample;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.application.relationship.Relationships.Begin;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.relationship.RelationshipDraft;
import dev.kith.crm.domain.relationship.Stance;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import java.util.List;
import java.util.SplittableRandom;

/** Who plays which part in the opportunities: some of the people at the account. */
public final class SampleRoles {

  private static final long SEED = 20_261_103;

  private static final List<Stance> STANCES = List.of(Stance.values());
  private static final List<String> ROLES =
      List.of("CHAMPION", "ECONOMIC_BUYER", "DECISION_MAKER", "PROCUREMENT", "TECHNICAL", "LEGAL");

  private SampleRoles() {}

  /**
   * @param crm of somebody who may do everything
   */
  public static void fill(Workspace crm) {
    SplittableRandom random = new SplittableRandom(SEED);
    for (OpportunityView deal :
        crm.opportunityQueries()
            .list(
                ListQuery.all(crm.opportunityQueries().fields()).limitedTo(ListQuery.LARGEST_LIMIT))
            .orElseThrow()
            .items()) {
      AccountId account = deal.account();
      if (account == null) {
        continue;
      }
      int role = 0;
      for (ContactView person : people(crm, account)) {
        if (random.nextInt(100) < 65) {
          crm.contactRoles()
              .relationships()
              .begin(
                  new Begin(
                      person.id(),
                      new Target(TargetKind.OPPORTUNITY, deal.id().value()),
                      RelationshipDraft.of(ROLES.get(role % ROLES.size()))
                          .weighing(
                              1 + random.nextInt(RelationshipDraft.MOST_INFLUENCE),
                              STANCES.get(random.nextInt(STANCES.size())))
                          .valid(deal.revision().createdAt(), null),
                      false))
              .orElseThrow();
        }
        role += 1 + random.nextInt(2);
      }
    }
  }

  private static List<ContactView> people(Workspace crm, AccountId account) {
    return crm.contactQueries()
        .list(
            ListQuery.all(crm.contactQueries().fields())
                .where(new Filter.Compare("account", Filter.Op.EQ, List.of(account.value()))))
        .orElseThrow()
        .items();
  }
}
