package dev.kith.crm.application.relationship;

import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.pipeline.PipelineId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts opportunities by the roles that contacts have in them, each by one statement. Figures are
 * of live opportunities and live contacts that are visible.
 */
public interface RoleReads {

  /** Of whom figures may tell. */
  record Scope(Visibility opportunities, Visibility contacts) {}

  /**
   * Which decided opportunities.
   *
   * @param from only those decided then or later; null from the beginning
   * @param before only those decided earlier; null up to now
   */
  record Slice(@Nullable Instant from, @Nullable Instant before, Scope scope) {}

  /**
   * How many opportunities were won and lost.
   *
   * @param role where somebody had this role when it was decided; null whoever had which
   */
  record Decided(@Nullable String role, long won, long lost) {}

  /**
   * How many open opportunities are in a stage.
   *
   * @param role in which somebody has this role now; null whoever has which
   */
  record Open(PipelineId pipeline, String stage, @Nullable String role, long count) {}

  /** In any order; the one without a role is missing where nothing was decided. */
  List<Decided> decided(Slice slice);

  /** In any order. */
  List<Open> open(Scope scope);

  /** The same, of those in which two people or more have roles. */
  List<Open> openWithSeveral(Scope scope);

  /**
   * Open opportunities in which nobody has a role, the oldest first.
   *
   * @param limit so many at most
   */
  List<OpportunityId> openWithout(String role, Scope scope, int limit);
}
