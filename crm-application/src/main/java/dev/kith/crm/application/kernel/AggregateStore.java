package dev.kith.crm.application.kernel;

import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Optional;

/**
 * Keeps the aggregates of one kind.
 *
 * <p>Uniqueness is held by the store itself and answered as a refusal of the feature. After a
 * refusal the surrounding run must be left with a refusal too, since a database may allow nothing
 * more in it.
 */
public interface AggregateStore<I, A extends Aggregate> {

  /** The aggregate of that id, deleted ones included. */
  Optional<A> find(I id);

  /** Keeps a new aggregate, which is at version 1. Refused if something unique in it is taken. */
  Outcome<A> add(A aggregate);

  /**
   * Replaces the aggregate, if it is stored one version below; otherwise it is refused with {@link
   * dev.kith.crm.domain.shared.CommonRefusal.StaleVersion}.
   */
  Outcome<A> update(A aggregate);
}
