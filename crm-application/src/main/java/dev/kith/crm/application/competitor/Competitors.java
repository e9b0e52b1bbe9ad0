package dev.kith.crm.application.competitor;

import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.competitor.CompetitorDraft;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;

/**
 * The catalogue of competitors. Looking needs {@code competitor:view}, everything else {@code
 * competitor:administer} on all. Each can be refused with {@code forbidden}, those on a competitor
 * also with {@code not-found}, {@code stale-version} and, where it was merged, {@code
 * competitor-merged}.
 */
public interface Competitors {

  /** Every problem of a draft by itself; empty if it is good. */
  List<Violation> problemsOf(CompetitorDraft draft);

  /**
   * Puts a competitor into the catalogue. Refused with {@code invalid} and {@code
   * competitor-name-taken}, as is the next.
   */
  Outcome<Competitor> add(CompetitorDraft draft);

  /** Replaces what is known of it. */
  Outcome<Competitor> edit(CompetitorId id, CompetitorDraft draft);

  /** No opportunity can newly name it; those that do go on doing so. */
  Outcome<Competitor> retire(CompetitorId id);

  /** It can be named again. */
  Outcome<Competitor> reinstate(CompetitorId id);

  /**
   * Makes two that are one: the loser becomes part of the winner, which learns of it what it did
   * not know itself, and whatever names the loser names the winner. An opportunity that names both
   * keeps one. The loser's name still finds the winner. It cannot be undone; done once more, it
   * changes nothing. Refused with {@code invalid} and {@code competitor-merged}.
   *
   * @param loser its id, or its name, however that is spelt
   */
  Outcome<Competitor> merge(CompetitorId winner, String loser);

  /** Also one that was merged. */
  Outcome<CompetitorView> get(CompetitorId id);

  /** The competitor that one stands for: itself, or what it has become part of at last. */
  CompetitorId standsFor(CompetitorView view);

  /**
   * How many opportunities it meets, of those that the actor sees. Needs {@code opportunity:view},
   * and that competitors of opportunities are not hidden.
   */
  Outcome<CompetitorUse.Met> met(CompetitorId id);

  /** The fields by which competitors are listed. */
  FieldCatalogue<CompetitorView> fields();

  /** Retired ones included, merged ones not; a filter on {@code active} leaves them out. */
  Outcome<Page<CompetitorView>> list(ListQuery query);
}
