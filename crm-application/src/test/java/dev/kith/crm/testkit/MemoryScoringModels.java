package dev.kith.crm.testkit;

import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.scoring.model.ScoringModelStore;
import dev.kith.crm.domain.scoring.model.ScoringModel;
import dev.kith.crm.domain.scoring.model.ScoringModelId;
import dev.kith.crm.domain.scoring.model.TrainedDocument;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class MemoryScoringModels implements ScoringModelStore {

  private final MemoryAggregates<ScoringModelId, ScoringModel> models;
  private final MemoryTable<ScoringModelId, TrainedDocument> documents;

  MemoryScoringModels(MemoryTransactions transactions) {
    this.models = new MemoryAggregates<>(transactions, ScoringModel::id);
    this.documents = new MemoryTable<>(transactions);
  }

  @Override
  public Optional<ScoringModel> find(ScoringModelId id) {
    return models.find(id);
  }

  @Override
  public List<ScoringModel> all() {
    return models.all().stream()
        .sorted(Comparator.comparingInt(ScoringModel::number).reversed())
        .toList();
  }

  @Override
  public Optional<ScoringModel> active() {
    return models.all().stream().filter(ScoringModel::isActive).findFirst();
  }

  @Override
  public Outcome<ScoringModel> add(ScoringModel model) {
    return models.add(model, this::first);
  }

  @Override
  public Outcome<ScoringModel> update(ScoringModel model) {
    return models.update(model, this::first);
  }

  private Outcome<ScoringModel> first(ScoringModel model) {
    for (ScoringModel other : models.all()) {
      boolean collides = other.number() == model.number() || (other.isActive() && model.isActive());
      if (collides && !other.id().equals(model.id())) {
        throw new ConcurrentChangeException(
            "somebody was faster", new IllegalStateException(other.toString()));
      }
    }
    return Outcome.done(model);
  }

  @Override
  public void addDocument(ScoringModelId model, TrainedDocument document) {
    documents.put(model, document);
  }

  @Override
  public Optional<TrainedDocument> document(ScoringModelId model) {
    return documents.find(model);
  }
}
