package dev.kith.crm.application.lead;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps leads. No two live leads have e-mail addresses of the same {@link
 * dev.kith.crm.domain.shared.EmailAddress#key() key}: adding, updating and restoring are refused
 * with {@link dev.kith.crm.domain.lead.LeadRefusal.EmailTaken} (whose holder is filled in).
 */
public interface LeadStore extends AggregateStore<LeadId, Lead> {

  /**
   * Adds many new leads at once, the quick way.
   *
   * @throws RuntimeException if an e-mail address is taken after all; the run is then to be undone
   *     and repeated. Ask {@link #holdersOf} first.
   */
  void addAll(List<Lead> leads);

  /** Which of these e-mail keys live leads have, and which lead has each. */
  Map<String, LeadId> holdersOf(Collection<String> emailKeys);

  /** Recycled live leads whose moment has come, the longest waiting first. */
  List<LeadId> recycledUntil(Instant now, int limit);

  /**
   * The versions of leads, deleted ones included, in the order of their ids.
   *
   * @param after only leads behind this id; null from the beginning
   */
  List<RecordVersion> versions(@Nullable LeadId after, int limit);
}
