package dev.kith.crm.testkit;

import dev.kith.crm.application.conversion.ConversionStore;
import dev.kith.crm.application.conversion.Conversions.Which;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.conversion.ConversionId;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal.AlreadyConverted;
import dev.kith.crm.domain.shared.Outcome;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

final class MemoryConversions implements ConversionStore {

  private final MemoryAggregates<ConversionId, Conversion> conversions;

  MemoryConversions(MemoryTransactions transactions) {
    this.conversions = new MemoryAggregates<>(transactions, Conversion::id);
  }

  /** Runs come one after the other. */
  @Override
  public void hold(LeadId lead) {}

  @Override
  public Optional<Conversion> find(ConversionId id) {
    return conversions.find(id);
  }

  @Override
  public Outcome<Conversion> add(Conversion conversion) {
    return ofLead(conversion.lead()).isPresent()
        ? Outcome.refused(new AlreadyConverted(conversion.lead().value()))
        : conversions.add(conversion, Outcome::done);
  }

  @Override
  public Outcome<Conversion> update(Conversion conversion) {
    return conversions.update(conversion, Outcome::done);
  }

  @Override
  public Optional<Conversion> ofLead(LeadId lead) {
    return conversions.all().stream()
        .filter(c -> c.lead().equals(lead) && !c.isUndone())
        .findFirst();
  }

  @Override
  public List<Conversion> ofLeads(Collection<LeadId> leads) {
    return conversions.all().stream()
        .filter(c -> leads.contains(c.lead()) && !c.isUndone())
        .toList();
  }

  @Override
  public List<Conversion> list(
      Which which, Visibility visible, @Nullable ConversionId after, int limit) {
    LeadId lead = which.lead();
    return conversions.all().stream()
        .filter(c -> visible.reaches(c.owner()))
        .filter(c -> lead == null || c.lead().equals(lead))
        .filter(c -> which.records().isEmpty() || hasBecome(c, which.records()))
        .sorted(Comparator.comparing((Conversion c) -> c.id().toString()).reversed())
        .filter(c -> after == null || c.id().toString().compareTo(after.toString()) < 0)
        .limit(limit)
        .toList();
  }

  private static boolean hasBecome(Conversion conversion, Set<UUID> records) {
    return Arrays.stream(Target.values())
        .map(conversion::part)
        .anyMatch(part -> part != null && records.contains(part.id()));
  }

  List<Conversion> all() {
    return conversions.all();
  }
}
