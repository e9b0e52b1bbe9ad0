package dev.kith.crm.application.intake.rows.together;

import dev.kith.crm.application.competitor.CompetitorStore;
import dev.kith.crm.application.competitor.CompetitorView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.competitor.CompetitorContent;
import dev.kith.crm.domain.competitor.CompetitorId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Competitors, each of which is read once: rows change none. */
public final class CompetitorsAsRead implements CompetitorStore {

  private final CompetitorStore store;
  private final Map<CompetitorId, Competitor> known = new HashMap<>();
  private final Map<String, Competitor> byForm = new HashMap<>();
  private final Set<String> asked = new HashSet<>();

  public CompetitorsAsRead(CompetitorStore store) {
    this.store = store;
  }

  @Override
  public List<Competitor> named(Collection<String> names) {
    List<String> forms = names.stream().map(CompetitorContent::formOf).distinct().toList();
    List<String> unknown =
        names.stream().filter(name -> asked.add(CompetitorContent.formOf(name))).toList();
    if (!unknown.isEmpty()) {
      store.named(unknown).forEach(this::learn);
    }
    return forms.stream().map(byForm::get).filter(Objects::nonNull).toList();
  }

  @Override
  public List<Competitor> findAll(Collection<CompetitorId> ids) {
    List<CompetitorId> unknown = ids.stream().filter(id -> !known.containsKey(id)).toList();
    if (!unknown.isEmpty()) {
      store.findAll(unknown).forEach(this::learn);
    }
    return ids.stream().map(known::get).filter(Objects::nonNull).toList();
  }

  private void learn(Competitor competitor) {
    known.put(competitor.id(), competitor);
    byForm.put(competitor.content().nameForm(), competitor);
  }

  @Override
  public Optional<Competitor> find(CompetitorId id) {
    return findAll(List.of(id)).stream().findFirst();
  }

  @Override
  public Page<CompetitorView> page(ListQuery query) {
    return store.page(query);
  }

  @Override
  public Outcome<Competitor> add(Competitor competitor) {
    return store.add(competitor);
  }

  @Override
  public Outcome<Competitor> update(Competitor competitor) {
    return store.update(competitor);
  }
}
