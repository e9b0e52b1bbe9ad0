package dev.kith.crm.application.sample;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import java.util.ArrayList;
import java.util.List;

/** What is there already, page by page. */
final class SampleReads {

  private SampleReads() {}

  /** The newest leads first: whole pages, until there are enough or no more. */
  static List<LeadView> leads(Workspace crm, ListQuery query, int enough) {
    List<LeadView> leads = new ArrayList<>();
    ListQuery next = query.limitedTo(ListQuery.LARGEST_LIMIT);
    while (leads.size() < enough) {
      Page<LeadView> page = crm.leadQueries().list(next).orElseThrow();
      leads.addAll(page.items());
      if (page.next() == null) {
        break;
      }
      next = next.after(page.next());
    }
    return leads;
  }
}
