package dev.kith.crm.application.audit;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.shared.Subject;
import java.util.List;

/**
 * What came of verifying the audit trail.
 *
 * @param entries how many were checked
 * @param chains of how many records
 * @param broken the first broken place of each broken chain, in chain order, at most {@value
 *     #MOST_SHOWN} of them
 * @param brokenChains how many chains are broken in all
 */
public record AuditReport(long entries, long chains, List<Broken> broken, long brokenChains) {

  public static final int MOST_SHOWN = 100;

  /** How a chain is broken. */
  public enum Damage {
    /** The entry is not what was written, or does not follow on the one before. */
    ALTERED,
    /**
     * The chain ends before the record's last change: entries were cut off at its end, or all of
     * them.
     */
    CUT_OFF,
    /** The chain goes on after the record's last change, or its record is gone. */
    AHEAD
  }

  /**
   * @param position of the entry that is broken or missing
   */
  public record Broken(Subject subject, long position, Damage damage) {}

  public AuditReport {
    broken = ImmutableList.copyOf(broken);
  }

  public boolean isIntact() {
    return brokenChains == 0;
  }
}
