package dev.kith.crm.testkit;

import dev.kith.crm.application.intake.contact.SuppressionStore;
import dev.kith.crm.application.intake.contact.SuppressionView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.intake.contact.SuppressionEntry;
import dev.kith.crm.domain.intake.contact.SuppressionId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

final class MemorySuppressions implements SuppressionStore {

  private final MemoryAggregates<SuppressionId, SuppressionEntry> entries;

  MemorySuppressions(MemoryTransactions transactions) {
    this.entries = new MemoryAggregates<>(transactions, SuppressionEntry::id);
  }

  @Override
  public Optional<SuppressionEntry> find(SuppressionId id) {
    return entries.find(id);
  }

  @Override
  public Outcome<SuppressionEntry> add(SuppressionEntry entry) {
    return entries.add(entry, Outcome::done);
  }

  @Override
  public void addAll(List<SuppressionEntry> added) {
    added.forEach(this::add);
  }

  @Override
  public Outcome<SuppressionEntry> update(SuppressionEntry entry) {
    return entries.update(entry, Outcome::done);
  }

  @Override
  public List<SuppressionEntry> having(Collection<String> keys) {
    Set<String> asked = Set.copyOf(keys);
    return entries.live().stream()
        .filter(entry -> asked.contains(entry.suppression().target().key()))
        .toList();
  }

  @Override
  public Optional<SuppressionView> view(SuppressionId id) {
    return find(id).map(SuppressionView::of);
  }

  @Override
  public Page<SuppressionView> list(ListQuery query) {
    List<SuppressionView> all =
        entries.all().stream()
            .filter(entry ->
                switch (query.bin()) {
                  case LIVE -> !entry.revision().isDeleted();
                  case DELETED -> entry.revision().isDeleted();
                  case BOTH -> true;
                })
            .map(SuppressionView::of)
            .filter(view -> finds(query.search(), view))
            .toList();
    return new MemoryLists<>(SuppressionView.CATALOGUE).page(all, query);
  }

  private static boolean finds(@Nullable String search, SuppressionView view) {
    String text = (view.target() + "\n" + view.reason()).toLowerCase(Locale.ROOT);
    return search == null
        || Arrays.stream(search.toLowerCase(Locale.ROOT).strip().split("\\s+"))
            .allMatch(text::contains);
  }
}
