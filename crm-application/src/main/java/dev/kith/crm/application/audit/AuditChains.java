package dev.kith.crm.application.audit;

import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.shared.Subject;
import java.util.List;

/** The ends of the chains of audit entries, to which new ones are added. */
public interface AuditChains {

  /** Where the chain of a subject stands; {@link AuditEntry.Head#START} if it has no entry. */
  AuditEntry.Head head(Subject subject);

  /**
   * Adds entries in the current run. Two runs that extend one chain from the same head cannot both
   * commit: the second fails with an exception, which a retry of its use case mends.
   */
  void append(List<AuditEntry> entries);
}
