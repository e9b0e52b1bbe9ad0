package dev.kith.crm.application.event;

import dev.kith.crm.application.kernel.Context.Causation;
import dev.kith.crm.domain.shared.DomainEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event with what the world around it knows of it.
 *
 * @param id the same in every delivery: reactions use it to do their work once
 * @param version of the subject after the change
 * @param requestId of the call that led here, however many steps ago
 * @param cause what made the CRM do it by itself; null where somebody asked for it
 * @param causation the event that led to this one; its depth says how many came before it
 */
public record EventEnvelope(
    UUID id,
    DomainEvent event,
    long version,
    Instant at,
    UUID actorId,
    String actorName,
    @Nullable String requestId,
    @Nullable String cause,
    Causation causation) {

  /** What is done in reaction to this event follows from it. */
  public Causation next() {
    return new Causation(id, causation.depth() + 1);
  }
}
