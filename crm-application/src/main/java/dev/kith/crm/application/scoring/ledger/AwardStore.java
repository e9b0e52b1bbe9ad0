package dev.kith.crm.application.scoring.ledger;

import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.ledger.Award;
import dev.kith.crm.domain.scoring.ledger.AwardId;
import dev.kith.crm.domain.scoring.ledger.AwardTerms;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Keeps awards. Whoever writes one has {@linkplain LedgerStore#lock locked} where its lead stands.
 */
public interface AwardStore {

  /**
   * @throws dev.kith.crm.application.kernel.ConcurrentChangeException if there is one of the same
   *     origin; the run is then undone and repeated
   */
  void add(Award award);

  /** Replaces one that is there. */
  void save(Award award);

  Optional<Award> find(AwardId id);

  /** The one of an origin. */
  Optional<Award> from(String origin);

  /** Those of these ids, in any order. */
  List<Award> all(Collection<AwardId> ids);

  /** All of these leads, those that were taken back included, the latest first. */
  List<Award> of(Collection<LeadId> leads);

  /** All terms that any award has, or had. */
  Set<AwardTerms> terms();

  /** Gives all awards of a lead to another, and says which there were. */
  List<UUID> move(LeadId from, LeadId to);

  /** Gives these awards back, as far as the other still has them. */
  void moveBack(Collection<UUID> moved, LeadId from, LeadId to);
}
