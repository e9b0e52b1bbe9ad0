package dev.kith.crm.testkit;

import dev.kith.crm.application.intake.consent.ConsentStore;
import dev.kith.crm.domain.intake.consent.Consent;
import dev.kith.crm.domain.intake.consent.ConsentId;
import dev.kith.crm.domain.lead.LeadId;
import java.util.Collection;
import java.util.List;
import java.util.Set;

final class MemoryConsents implements ConsentStore {

  private final MemoryTransactions transactions;
  private final MemoryTable<ConsentId, Consent> lines;

  MemoryConsents(MemoryTransactions transactions) {
    this.transactions = transactions;
    this.lines = new MemoryTable<>(transactions);
  }

  @Override
  public void addAll(List<Consent> added) {
    transactions.alone(() -> {
      added.forEach(line -> lines.put(line.id(), line));
      return added;
    });
  }

  @Override
  public List<Consent> of(Collection<LeadId> leads) {
    Set<LeadId> asked = Set.copyOf(leads);
    return lines.all().stream().filter(line -> asked.contains(line.lead())).toList();
  }

  @Override
  public List<ConsentId> move(LeadId from, LeadId to) {
    return transactions.alone(() -> {
      List<Consent> moved = of(from);
      moved.forEach(line -> lines.put(line.id(), line.of(to)));
      return moved.stream().map(Consent::id).toList();
    });
  }

  @Override
  public void moveBack(Collection<ConsentId> moved, LeadId from, LeadId to) {
    transactions.alone(() -> {
      of(from).stream()
          .filter(line -> moved.contains(line.id()))
          .forEach(line -> lines.put(line.id(), line.of(to)));
      return moved;
    });
  }
}
