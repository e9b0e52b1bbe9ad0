package dev.kith.crm.domain.intake;

import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Who started an import, and what counts of their permissions: they were checked at the start, and
 * what becomes of a file is not to depend on when a worker gets to it. The leads are captured in
 * this name.
 *
 * @param seesAll whether leads without an owner are visible to them; otherwise they own what they
 *     import
 * @param job that reads the rows
 */
public record ImportStart(
    Instant at, Actor.Kind kind, UserId id, String name, boolean seesAll, UUID job) {

  public ImportStart {
    at = at.truncatedTo(ChronoUnit.MICROS);
  }
}
