package dev.kith.crm.testkit;

import dev.kith.crm.application.conversion.batch.BatchItem;
import dev.kith.crm.application.conversion.batch.ConversionBatch;
import dev.kith.crm.application.conversion.batch.ConversionBatchStore;
import dev.kith.crm.application.conversion.batch.Fate;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.lead.LeadId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class MemoryConversionBatches implements ConversionBatchStore {

  private record Key(JobId batch, LeadId lead) {}

  private final MemoryTransactions transactions;
  private final MemoryTable<JobId, ConversionBatch> batches;
  private final MemoryTable<Key, BatchItem> items;

  MemoryConversionBatches(MemoryTransactions transactions) {
    this.transactions = transactions;
    this.batches = new MemoryTable<>(transactions);
    this.items = new MemoryTable<>(transactions);
  }

  @Override
  public void add(ConversionBatch batch, List<LeadId> leads) {
    batches.put(batch.id(), batch);
    for (int i = 0; i < leads.size(); i++) {
      items.put(new Key(batch.id(), leads.get(i)), BatchItem.waiting(i + 1, leads.get(i)));
    }
  }

  @Override
  public Optional<ConversionBatch> find(JobId id) {
    return batches.find(id);
  }

  @Override
  public List<ConversionBatch> list(Visibility askers, @Nullable JobId after, int limit) {
    return batches.all().stream()
        .filter(batch -> askers.reaches(batch.asker().id()))
        .sorted(Comparator.comparing((ConversionBatch batch) -> batch.id().toString()).reversed())
        .filter(batch -> after == null || batch.id().toString().compareTo(after.toString()) < 0)
        .limit(limit)
        .toList();
  }

  @Override
  public void ended(JobId id, @Nullable Instant at) {
    find(id)
        .ifPresent(batch ->
            batches.put(
                id,
                new ConversionBatch(
                    id,
                    batch.startedAt(),
                    batch.asker(),
                    batch.dryRun(),
                    batch.settings(),
                    batch.leads(),
                    at)));
  }

  @Override
  public Map<JobId, Map<Fate, Integer>> counts(Collection<JobId> ids) {
    Map<JobId, Map<Fate, Integer>> counts = new HashMap<>();
    for (JobId id : ids) {
      of(id)
          .filter(item -> item.fate() != null)
          .forEach(item ->
              counts
                  .computeIfAbsent(id, each -> new EnumMap<>(Fate.class))
                  .merge(item.fate(), 1, Integer::sum));
    }
    return counts;
  }

  @Override
  public List<BatchItem> items(JobId id, @Nullable Fate fate, int after, int limit) {
    return of(id)
        .filter(item -> fate == null || item.fate() == fate)
        .filter(item -> item.place() > after)
        .limit(limit)
        .toList();
  }

  @Override
  public List<BatchItem> waiting(JobId id, int after, int limit) {
    return of(id).filter(item -> item.fate() == null && item.place() > after).limit(limit).toList();
  }

  @Override
  public Optional<BatchItem> item(JobId id, LeadId lead) {
    return items.find(new Key(id, lead));
  }

  @Override
  public boolean advance(JobId id, BatchItem item) {
    return transactions.alone(() -> {
      boolean fits =
          item(id, item.lead()).filter(now -> now.tries() == item.tries() - 1).isPresent();
      if (fits) {
        items.put(new Key(id, item.lead()), item);
      }
      return fits;
    });
  }

  @Override
  public int forget(boolean dryRuns, Instant endedBefore, int limit) {
    List<JobId> forgotten =
        batches.all().stream()
            .filter(batch -> batch.dryRun() == dryRuns)
            .filter(batch -> batch.endedAt() != null && batch.endedAt().isBefore(endedBefore))
            .map(ConversionBatch::id)
            .sorted(Comparator.comparing(JobId::toString))
            .limit(limit)
            .toList();
    for (JobId id : forgotten) {
      of(id).toList().forEach(item -> items.remove(new Key(id, item.lead())));
      batches.remove(id);
    }
    return forgotten.size();
  }

  /** Leads of all batches that were no dry runs. */
  Stream<BatchItem> whole() {
    return batches.all().stream().filter(batch -> !batch.dryRun()).flatMap(b -> of(b.id()));
  }

  private Stream<BatchItem> of(JobId id) {
    return items.keys().stream()
        .filter(key -> key.batch().equals(id))
        .flatMap(key -> items.find(key).stream());
  }
}
