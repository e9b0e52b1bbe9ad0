package dev.kith.crm.application.lead;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps leads. No two live leads have e-mail addresses of the same {@link
 * dev.kith.crm.domain.shared.EmailAddress#key() key}, or external ids of the same {@link
 * dev.kith.crm.domain.shared.ExternalId#key() key}: adding, updating and restoring are refused with
 * {@link dev.kith.crm.domain.lead.LeadRefusal.EmailTaken} or {@link
 * dev.kith.crm.domain.lead.LeadRefusal.ExternalIdTaken} (whose holder is filled in).
 */
public interface LeadStore extends AggregateStore<LeadId, Lead> {

  /**
   * Adds many new leads at once, the quick way.
   *
   * @throws RuntimeException if an e-mail address or an external id is taken after all; the run is
   *     then to be undone and repeated. Ask {@link #holdersOf} and {@link #holdersOfExternal}
   *     first.
   */
  void addAll(List<Lead> leads);

  /**
   * Replaces many leads at once, each of which is stored one version below.
   *
   * @throws dev.kith.crm.application.kernel.ConcurrentChangeException if one is not, or a unique
   *     value is taken: the run is then undone and repeated
   */
  void updateAll(List<Lead> leads);

  /** Those of these leads that there are, deleted ones included, in any order. */
  List<Lead> findAll(Collection<LeadId> ids);

  /**
   * The live leads that have one of these, in any order.
   *
   * @param keys by kind: keys of e-mail addresses and external ids, telephone numbers
   */
  List<Lead> having(Map<MatchKey, Set<String>> keys);

  /**
   * The leads in the bin that have one of these, in any order; not those that were merged.
   *
   * @param keys as {@link #having}
   */
  List<Lead> deletedHaving(Map<MatchKey, Set<String>> keys);

  /** Which of these e-mail keys live leads have, and which lead has each. */
  Map<String, LeadId> holdersOf(Collection<String> emailKeys);

  /** Which of these keys of external ids live leads have, and which lead has each. */
  Map<String, LeadId> holdersOfExternal(Collection<String> externalKeys);

  /** Recycled live leads whose moment has come, the longest waiting first. */
  List<LeadId> recycledUntil(Instant now, int limit);

  /** The leads that were merged straight into one of these. */
  List<LeadId> mergedInto(Collection<LeadId> winners);

  /**
   * The versions of leads, deleted ones included, in the order of their ids.
   *
   * @param after only leads behind this id; null from the beginning
   */
  List<RecordVersion> versions(@Nullable LeadId after, int limit);
}
