package dev.kith.crm.application.competitor;

import dev.kith.crm.application.kernel.Administration;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Consequences;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.MergedRecords;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.competitor.CompetitorDraft;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

final class CompetitorService implements Competitors {

  private static final Changes.Kind<CompetitorId, Competitor> KIND =
      new Changes.Kind<>(
          Feature.COMPETITOR,
          Competitor.class,
          Competitor::subjectOf,
          Competitor::facts,
          competitor -> null);

  private final Kernel kernel;
  private final Context context;
  private final CompetitorUse use;
  private final CompetitorStore store;
  private final Administration<CompetitorId, Competitor> administration;

  CompetitorService(Kernel kernel, Context context, CompetitorUse use) {
    this.kernel = kernel;
    this.context = context;
    this.use = use;
    this.store = kernel.storage().competitors();
    this.administration = new Administration<>(KIND, store, kernel, context);
  }

  @Override
  public List<Violation> problemsOf(CompetitorDraft draft) {
    return draft.read().violations();
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
        id,
        "competitor.retire",
        "",
        competitor -> competitor.unlessMerged().map(standing -> standing.retire(kernel.now())));
  }

  @Override
  public Outcome<Competitor> reinstate(CompetitorId id) {
    return administration.change(
        id,
        "competitor.reinstate",
        "",
        competitor -> competitor.unlessMerged().map(standing -> standing.reinstate(kernel.now())));
  }

  @Override
  public Outcome<Competitor> merge(CompetitorId winner, String loser) {
    return administration.change(
        winner,
        "competitor.merge",
        loser,
        competitor ->
            named(loser)
                .map(
                    other -> competitor.takeIn(other, kernel.now()).map(both -> taken(other, both)))
                .orElseGet(() ->
                    Outcome.refused(
                        Invalid.of(
                            Violation.at(
                                "loser",
                                "unknown-competitor",
                                "There is no such competitor in the catalogue.")))));
  }

  /** The one of that id or that name. */
  private Optional<Competitor> named(String text) {
    String said = text.strip();
    try {
      return store.find(new CompetitorId(UUID.fromString(said)));
    } catch (IllegalArgumentException e) {
      return said.isEmpty() ? Optional.empty() : store.named(List.of(said)).stream().findFirst();
    }
  }

  private Change<Competitor> taken(Competitor loser, Competitor.Union both) {
    new Consequences<>(kernel, context, store, Competitor::facts)
        .save("competitor.merge", loser, both.loser());
    use.follow(loser, both.winner().next());
    return both.winner();
  }

  @Override
  public Outcome<CompetitorUse.Met> met(CompetitorId id) {
    return get(id).then(view -> use.met(id));
  }

  @Override
  public CompetitorId standsFor(CompetitorView view) {
    return MergedRecords.last(view.id(), id -> store.find(id).map(Competitor::mergedInto));
  }

  @Override
  public Outcome<CompetitorView> get(CompetitorId id) {
    return administration.viewing(() ->
        Outcome.found(
            store.find(id).map(CompetitorView::of), () -> NotFound.of("competitor", id.value())));
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
