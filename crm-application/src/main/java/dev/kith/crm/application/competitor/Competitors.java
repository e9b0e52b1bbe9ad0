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
 * also with {@code not-found} and {@code stale-version}.
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

  Outcome<CompetitorView> get(CompetitorId id);

  /** The fields by which competitors are listed. */
  FieldCatalogue<CompetitorView> fields();

  /** Retired ones included; a filter on {@code active} leaves them out. */
  Outcome<Page<CompetitorView>> list(ListQuery query);
}
