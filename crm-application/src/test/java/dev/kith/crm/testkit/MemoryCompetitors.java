package dev.kith.crm.testkit;

import dev.kith.crm.application.competitor.CompetitorStore;
import dev.kith.crm.application.competitor.CompetitorView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.competitor.CompetitorContent;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.competitor.CompetitorRefusal.NameTaken;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

final class MemoryCompetitors implements CompetitorStore {

  private final MemoryAggregates<CompetitorId, Competitor> competitors;
  private final MemoryLists<CompetitorView> lists = new MemoryLists<>(CompetitorView.CATALOGUE);

  MemoryCompetitors(MemoryTransactions transactions) {
    this.competitors = new MemoryAggregates<>(transactions, Competitor::id);
  }

  @Override
  public Optional<Competitor> find(CompetitorId id) {
    return competitors.find(id);
  }

  String name(CompetitorId id) {
    return find(id).orElseThrow().content().name();
  }

  @Override
  public Outcome<Competitor> add(Competitor competitor) {
    return competitors.add(competitor, this::unlessTaken);
  }

  @Override
  public Outcome<Competitor> update(Competitor competitor) {
    return competitors.update(competitor, this::unlessTaken);
  }

  @Override
  public List<Competitor> findAll(Collection<CompetitorId> ids) {
    return competitors.all().stream().filter(found -> ids.contains(found.id())).toList();
  }

  @Override
  public List<Competitor> named(Collection<String> names) {
    Set<String> forms = names.stream().map(CompetitorContent::formOf).collect(Collectors.toSet());
    return competitors.all().stream()
        .filter(found -> forms.contains(found.content().nameForm()))
        .toList();
  }

  @Override
  public Page<CompetitorView> page(ListQuery query) {
    return lists.page(
        competitors.all().stream()
            .filter(found -> MemoryLists.isIn(query.bin(), found.revision()))
            .filter(found -> found.mergedInto() == null)
            .map(CompetitorView::of)
            .filter(view ->
                MemoryLists.mentions(query.search(), view.name(), view.website(), view.note()))
            .toList(),
        query);
  }

  private Outcome<Competitor> unlessTaken(Competitor competitor) {
    return named(List.of(competitor.content().name())).stream()
        .filter(other -> !other.id().equals(competitor.id()))
        .findFirst()
        .<Outcome<Competitor>>map(other ->
            Outcome.refused(new NameTaken(competitor.content().name(), other.id().value())))
        .orElse(Outcome.done(competitor));
  }
}
