package dev.kith.crm.application.scoring.ledger;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.ledger.ScoreEntry;
import dev.kith.crm.domain.scoring.ledger.Standing;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the lines of the score ledger, and where leads stand to thresholds. */
public interface LedgerStore {

  /**
   * Where a lead stands.
   *
   * @param standings by the names of thresholds; of one that is missing, the lead is below
   * @param nextCheck when a threshold is crossed next by the mere passing of time; null for never
   */
  record LeadStanding(LeadId lead, Map<String, Standing> standings, @Nullable Instant nextCheck) {
    public LeadStanding {
      standings = ImmutableMap.copyOf(standings);
    }
  }

  /** Awards, which lines are made of besides events. */
  AwardStore awards();

  /** Adds lines; there is no way to change or remove one. */
  void addAll(List<ScoreEntry> entries);

  /** The lines of all these leads, in any order. */
  List<ScoreEntry> of(Collection<LeadId> leads);

  /** Lines of the leads that are visible. */
  Page<ScoreEntryView> page(ListQuery query, Visibility visible);

  /**
   * Where these leads stand, held to the end of the current run: nobody else settles them
   * meanwhile. A lead that is not known yet is, by this.
   *
   * @throws dev.kith.crm.application.kernel.ConcurrentChangeException if somebody else made one
   *     known at the same time; the run is then undone and repeated
   */
  Map<LeadId, LeadStanding> lock(Collection<LeadId> leads);

  /** Where a lead stands, if it is known. */
  Optional<LeadStanding> standing(LeadId lead);

  /** Replaces where leads stand that the current run {@linkplain #lock locked}. */
  void saveAll(List<LeadStanding> standings);

  /** Leads whose next check is due, the longest due first. */
  List<LeadId> due(Instant now, int limit);

  /** The earliest next check of all; empty if there is none. */
  Optional<Instant> nextCheck();

  /**
   * Leads that have events, awards or lines, in the order of their ids.
   *
   * @param after only leads behind this id; null from the beginning
   */
  List<LeadId> leads(@Nullable LeadId after, int limit);
}
