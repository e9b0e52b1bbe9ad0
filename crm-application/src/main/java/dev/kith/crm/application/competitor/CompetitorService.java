package dev.kith.crm.application.competitor;

import dev.kith.crm.application.kernel.Administration;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.competitor.CompetitorContent;
import dev.kith.crm.domain.competitor.CompetitorDraft;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;

final class CompetitorService implements Competitors {

  private static final Changes.Kind<CompetitorId, Competitor> KIND =
      new Changes.Kind<>(
          Feature.COMPETITOR,
          Competitor.class,
          Competitor::subjectOf,
          Competitor::facts,
          competitor -> null);

  private final Kernel kernel;
  private final CompetitorStore store;
  private final Administration<CompetitorId, Competitor> administration;

  CompetitorService(Kernel kernel, Context context) {
    this.kernel = kernel;
    this.store = kernel.storage().competitors();
    this.administration = new Administration<>(KIND, store, kernel, context);
  }

  @Override
  public List<Violation> problemsOf(CompetitorDraft draft) {
    return draft.read() instanceof Outcome.Refused<CompetitorContent>(var refusal)
        ? refusal.violations()
        : List.of();
  }

  @Override
  public Outcome<Competitor> add(CompetitorDraft draft) {
    return administration.create(
        "competitor.add",
        draft,
        () -> Competitor.add(new CompetitorId(kernel.ids().next()), draft, kernel.now()));
  }

  @Override
  public Outcome<Competitor> edit(CompetitorId id, CompetitorDraft draft) {
    return administration.change(
        id, "competitor.edit", draft, competitor -> competitor.edit(draft, kernel.now()));
  }

  @Override
  public Outcome<Competitor> retire(CompetitorId id) {
    return administration.change(
        id, "competitor.retire", "", competitor -> Outcome.done(competitor.retire(kernel.now())));
  }

  @Override
  public Outcome<Competitor> reinstate(CompetitorId id) {
    return administration.change(
        id,
        "competitor.reinstate",
        "",
        competitor -> Outcome.done(competitor.reinstate(kernel.now())));
  }

  @Override
  public Outcome<CompetitorView> get(CompetitorId id) {
    return administration.viewing(() ->
        store
            .find(id)
            .map(CompetitorView::of)
            .map(Outcome::done)
            .orElseGet(() -> Outcome.refused(NotFound.of("competitor", id.value()))));
  }

  @Override
  public FieldCatalogue<CompetitorView> fields() {
    return CompetitorView.CATALOGUE;
  }

  @Override
  public Outcome<Page<CompetitorView>> list(ListQuery query) {
    return administration.viewing(() -> Outcome.done(store.page(query)));
  }
}
