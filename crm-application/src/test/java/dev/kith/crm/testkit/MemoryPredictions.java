package dev.kith.crm.testkit;

import dev.kith.crm.application.scoring.model.PredictionStore;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.engagement.EngagementEvent;
import dev.kith.crm.domain.scoring.model.LeadOutcome;
import dev.kith.crm.domain.scoring.model.ScoringModel;
import dev.kith.crm.domain.scoring.model.ScoringModelId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class MemoryPredictions implements PredictionStore {

  private record Key(ScoringModelId model, LeadId lead) {}

  private final MemoryScoringModels models;
  private final MemoryLeads leads;
  private final MemoryEngagements engagements;
  private final MemoryTable<Key, LeadPrediction> predictions;
  private final MemoryTable<ScoringModelId, Instant> progress;

  MemoryPredictions(
      MemoryTransactions transactions,
      MemoryScoringModels models,
      MemoryLeads leads,
      MemoryEngagements engagements) {
    this.models = models;
    this.leads = leads;
    this.engagements = engagements;
    this.predictions = new MemoryTable<>(transactions);
    this.progress = new MemoryTable<>(transactions);
  }

  @Override
  public void saveAll(ScoringModelId model, List<LeadPrediction> saved) {
    saved.forEach(one -> predictions.put(new Key(model, one.lead()), one));
  }

  @Override
  public Map<LeadId, LeadPrediction> of(ScoringModelId model, Collection<LeadId> wanted) {
    Map<LeadId, LeadPrediction> found = new HashMap<>();
    for (LeadId lead : wanted) {
      predictions.find(new Key(model, lead)).ifPresent(one -> found.put(lead, one));
    }
    return found;
  }

  @Override
  public Map<LeadId, Double> probabilities(Collection<LeadId> wanted) {
    Map<LeadId, Double> found = new HashMap<>();
    models
        .active()
        .map(ScoringModel::id)
        .ifPresent(
            model -> of(model, wanted).forEach((lead, one) -> found.put(lead, one.probability())));
    return found;
  }

  @Override
  public List<Long> histogram(ScoringModelId model) {
    List<Long> bars = new ArrayList<>(Collections.nCopies(20, 0L));
    live()
        .map(Lead::id)
        .flatMap(lead -> predictions.find(new Key(model, lead)).stream())
        .mapToInt(one -> Math.min(19, (int) Math.floor(one.probability() * 20)))
        .forEach(bar -> bars.set(bar, bars.get(bar) + 1));
    return List.copyOf(bars);
  }

  @Override
  public void forget(ScoringModelId model) {
    for (Key key : predictions.keys()) {
      if (key.model().equals(model)) {
        predictions.remove(key);
      }
    }
    progress.remove(model);
  }

  @Override
  public Optional<Instant> seenTo(ScoringModelId model) {
    return progress.find(model);
  }

  @Override
  public void setSeenTo(ScoringModelId model, Instant moment) {
    progress.put(model, moment);
  }

  @Override
  public List<LeadId> closed(@Nullable Instant since, int limit) {
    return live()
        .filter(lead -> LeadOutcome.of(lead.status()).isPresent())
        .filter(lead -> since == null || lead.status().since().isAfter(since))
        .sorted(
            Comparator.comparing((Lead lead) -> lead.status().since())
                .thenComparing(lead -> lead.id().toString())
                .reversed())
        .limit(limit)
        .map(Lead::id)
        .toList();
  }

  @Override
  public List<LeadId> live(@Nullable LeadId after, int limit) {
    return page(live(), after, limit);
  }

  @Override
  public List<LeadId> changedSince(Instant moment, @Nullable LeadId after, int limit) {
    Set<LeadId> heardOf = new HashSet<>();
    for (EngagementEvent event : engagements.all()) {
      if (!event.recordedAt().isBefore(moment)) {
        heardOf.add(event.lead());
      }
    }
    return page(
        live()
            .filter(lead ->
                !lead.revision().updatedAt().isBefore(moment) || heardOf.contains(lead.id())),
        after,
        limit);
  }

  private static List<LeadId> page(Stream<Lead> some, @Nullable LeadId after, int limit) {
    return some.map(Lead::id)
        .sorted(Comparator.comparing(LeadId::toString))
        .filter(lead -> after == null || lead.toString().compareTo(after.toString()) > 0)
        .limit(limit)
        .toList();
  }

  private Stream<Lead> live() {
    return leads.all().stream().filter(lead -> !lead.revision().isDeleted());
  }
}
