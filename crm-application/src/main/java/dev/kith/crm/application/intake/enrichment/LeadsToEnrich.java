package dev.kith.crm.application.intake.enrichment;

import dev.kith.crm.domain.lead.LeadId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Keeps which leads are still to be enriched, since when, and how often that was tried. */
public interface LeadsToEnrich {

  /**
   * A lead that waits.
   *
   * @param due not before this moment
   * @param attempts how often sources were asked that could not say
   */
  record Waiting(LeadId lead, Instant due, int attempts) {}

  /** Adds leads that do not wait yet. */
  void add(Collection<Waiting> leads);

  /** Those that are due, the longest waiting first. */
  List<Waiting> due(Instant now, int limit);

  /** Whether any is due. */
  boolean isAnyDue(Instant now);

  /**
   * Takes leads off. What another process has taken off meanwhile is not answered, and nobody else
   * takes off what this run does.
   *
   * @return those that still waited
   */
  Set<LeadId> take(Collection<LeadId> leads);
}
