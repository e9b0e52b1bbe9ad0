package dev.kith.crm.testkit;

import dev.kith.crm.application.intake.duplicates.merge.MergeStore;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.intake.duplicates.merge.Merge;
import dev.kith.crm.domain.intake.duplicates.merge.MergeId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

final class MemoryMerges implements MergeStore {

  private final MemoryAggregates<MergeId, Merge> merges;

  MemoryMerges(MemoryTransactions transactions) {
    this.merges = new MemoryAggregates<>(transactions, Merge::id);
  }

  @Override
  public Optional<Merge> find(MergeId id) {
    return merges.find(id);
  }

  @Override
  public Outcome<Merge> add(Merge merge) {
    return merges.add(merge, Outcome::done);
  }

  @Override
  public Outcome<Merge> update(Merge merge) {
    return merges.update(merge, Outcome::done);
  }

  @Override
  public List<Merge> list(
      Visibility visible, @Nullable UUID record, @Nullable MergeId after, int limit) {
    return merges.all().stream()
        .filter(m -> visible.reaches(m.by()))
        .filter(m -> record == null || m.winner().equals(record) || m.losers().contains(record))
        .sorted(Comparator.comparing((Merge m) -> m.id().toString()).reversed())
        .filter(m -> after == null || m.id().toString().compareTo(after.toString()) < 0)
        .limit(limit)
        .toList();
  }
}
