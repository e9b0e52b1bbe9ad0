package dev.kith.crm.domain.intake;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.UserId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who set an import to work, and what counts of their permissions: they were checked at the start,
 * and what becomes of a file is not to depend on when a worker gets to it. Leads are captured and
 * changed in this name.
 *
 * @param phase what it was set to
 * @param seesAll whether leads without an owner are visible to them; otherwise they own what they
 *     import
 * @param edits whose leads they may change; null for nobody's
 * @param deletes whose leads they may delete; null for nobody's
 * @param colleagues whose leads belong to their team
 * @param job that does it
 * @param accounts which accounts they may see, where other records refer to such; null for none
 * @param assigns whose records they may give to others; null for nobody's
 */
public record ImportStart(
    ImportPhase phase,
    Instant at,
    Actor.Kind kind,
    UserId id,
    String name,
    boolean seesAll,
    @Nullable Scope edits,
    @Nullable Scope deletes,
    Set<UserId> colleagues,
    UUID job,
    @Nullable Scope accounts,
    @Nullable Scope assigns) {

  /** One that imports leads. */
  public ImportStart(
      ImportPhase phase,
      Instant at,
      Actor.Kind kind,
      UserId id,
      String name,
      boolean seesAll,
      @Nullable Scope edits,
      @Nullable Scope deletes,
      Set<UserId> colleagues,
      UUID job) {
    this(phase, at, kind, id, name, seesAll, edits, deletes, colleagues, job, null, null);
  }

  public ImportStart {
    at = at.truncatedTo(ChronoUnit.MICROS);
    colleagues = ImmutableSet.copyOf(colleagues);
  }
}
