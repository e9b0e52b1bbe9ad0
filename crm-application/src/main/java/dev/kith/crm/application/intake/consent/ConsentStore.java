package dev.kith.crm.application.intake.consent;

import dev.kith.crm.domain.intake.consent.Consent;
import dev.kith.crm.domain.intake.consent.ConsentId;
import dev.kith.crm.domain.lead.LeadId;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Keeps ledgers. A line is added once, and never changed or removed. */
public interface ConsentStore {

  void addAll(List<Consent> lines);

  /** The lines of these leads, in any order. */
  List<Consent> of(Collection<LeadId> leads);

  /** The lines of a lead, in any order. */
  default List<Consent> of(LeadId lead) {
    return of(Set.of(lead));
  }

  /**
   * Gives the ledger of one lead to another.
   *
   * @return the lines that were moved
   */
  List<ConsentId> move(LeadId from, LeadId to);

  /** Gives those of these lines that are the one lead's to the other. */
  void moveBack(Collection<ConsentId> lines, LeadId from, LeadId to);
}
