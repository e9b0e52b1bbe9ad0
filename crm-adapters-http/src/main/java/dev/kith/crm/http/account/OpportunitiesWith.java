package dev.kith.crm.http.account;

import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.application.opportunity.OpportunityQueries;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be sold to an account. */
final class OpportunitiesWith {

  private OpportunitiesWith() {}

  /** The newest first; null for somebody who may not see any. */
  static @Nullable List<OpportunityView> account(Visit visit, AccountId id, int most) {
    OpportunityQueries queries = visit.crm().opportunityQueries();
    if (queries.fields().find("account").isEmpty()) {
      return null;
    }
    ListQuery query =
        ListQuery.all(queries.fields())
            .where(new Filter.Compare("account", Filter.Op.EQ, List.of(id.value())))
            .limitedTo(most);
    return queries.list(query) instanceof Outcome.Done<Page<OpportunityView>>(var page)
        ? page.items()
        : null;
  }
}
