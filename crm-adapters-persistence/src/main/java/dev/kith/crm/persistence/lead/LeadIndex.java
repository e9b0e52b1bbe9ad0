package dev.kith.crm.persistence.lead;

import dev.kith.crm.domain.lead.Lead;
import java.util.List;

/**
 * What another feature keeps in the database about every lead, to find leads by. It is told within
 * the run that writes the leads, after they are written.
 */
public interface LeadIndex {

  /** New leads, which are live. */
  void added(List<Lead> leads);

  /** Leads that are not as they were; the bin counts as well. */
  void changed(List<Replaced> leads);

  /** Both are told. */
  default LeadIndex and(LeadIndex other) {
    LeadIndex one = this;
    return new LeadIndex() {
      @Override
      public void added(List<Lead> leads) {
        one.added(leads);
        other.added(leads);
      }

      @Override
      public void changed(List<Replaced> leads) {
        one.changed(leads);
        other.changed(leads);
      }
    };
  }

  /** A lead as it was and as it is. */
  record Replaced(Lead before, Lead after) {}
}
