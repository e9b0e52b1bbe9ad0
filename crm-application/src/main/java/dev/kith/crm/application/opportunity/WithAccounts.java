package dev.kith.crm.application.opportunity;

import dev.kith.crm.application.kernel.Consequences;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Followers;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What may be sold to an account, in the bin included. */
record WithAccounts(Kernel kernel) implements Followers {

  @Override
  public String name() {
    return "opportunity";
  }

  @Override
  public Outcome<List<UUID>> follow(Context context, Subject from, Subject to) {
    if (!from.type().equals("account")) {
      return Outcome.done(List.of());
    }
    List<Opportunity> all = kernel.storage().opportunities().with(new AccountId(from.id()));
    save(context, all, to);
    return Outcome.done(all.stream().map(opportunity -> opportunity.id().value()).toList());
  }

  @Override
  public void followBack(Context context, List<UUID> followed, Subject from, Subject to) {
    save(
        context,
        kernel
            .storage()
            .opportunities()
            .findAll(followed.stream().map(OpportunityId::new).toList())
            .stream()
            .filter(each -> new AccountId(to.id()).equals(each.content().account()))
            .toList(),
        from);
  }

  private void save(Context context, List<Opportunity> all, Subject account) {
    Map<Opportunity, Change<Opportunity>> changes = new LinkedHashMap<>();
    all.forEach(each -> changes.put(each, each.follow(new AccountId(account.id()), kernel.now())));
    new Consequences<>(kernel, context, kernel.storage().opportunities(), Opportunity::facts)
        .save("opportunity.follow", changes);
  }
}
