package dev.kith.crm.application.kernel;

import dev.kith.crm.application.Storage;
import dev.kith.crm.application.audit.Auditing;
import dev.kith.crm.application.event.Announcing;
import dev.kith.crm.application.idempotency.Idempotency;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** What the services of all features share; made once for a CRM. */
public record Kernel(
    Storage storage,
    InstantSource clock,
    Ids ids,
    Idempotency idempotency,
    Auditing auditing,
    Announcing announcing) {

  public Transactions transactions() {
    return storage.transactions();
  }

  /** The present moment, to the microsecond, as every store keeps it. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
