package dev.kith.crm.application.audit;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The audit trail, for those who oversee: all of it needs {@code audit:view}. With a scope below
 * all, only the activity of the users that it reaches is shown. Fields masked from the actor are
 * masked here too.
 */
public interface AuditTrail {

  int LARGEST_PAGE = 1_000;

  /**
   * Everything that happened to a record, newest first. A record that never was has no history.
   *
   * @param beforePosition only entries with a smaller position; null for the newest
   * @param limit at most {@value #LARGEST_PAGE}, otherwise refused with {@code invalid}
   */
  Outcome<List<AuditEntry>> history(Subject subject, @Nullable Long beforePosition, int limit);

  /**
   * What somebody did, newest first.
   *
   * @param beforeEntry only entries that come after this one in that order; null for the newest
   */
  Outcome<List<AuditEntry>> activity(UserId user, @Nullable UUID beforeEntry, int limit);

  /**
   * Reads the whole trail and says whether it is what was written. It takes about a minute per
   * million entries; for a large trail ask for the job {@value AuditFeature#VERIFY} instead.
   */
  Outcome<AuditReport> verify();

  /** Has it verified by a job; one that waits or runs already is joined. */
  Outcome<JobId> verifyInBackground();
}
