package dev.kith.crm.testkit;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.kith.crm.application.intake.rows.Dependents;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.Subject;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Looks through everything that can hang on something. */
record MemoryDependents(
    MemoryContacts contacts,
    MemoryOpportunities opportunities,
    MemoryOpportunityLines lines,
    MemoryTasks tasks,
    MemoryRelationships relationships,
    MemoryConversions conversions)
    implements Dependents {

  @Override
  public Map<UUID, Set<Dependent>> of(RecordKind kind, Collection<UUID> records) {
    Map<UUID, Set<Dependent>> found = new HashMap<>();
    for (UUID record : records) {
      Set<Dependent> hanging =
          Arrays.stream(Dependent.values())
              .filter(dependent -> hangs(dependent, new Subject(kind.singular(), record), kind))
              .collect(toUnmodifiableSet());
      if (!hanging.isEmpty()) {
        found.put(record, EnumSet.copyOf(hanging));
      }
    }
    return found;
  }

  private boolean hangs(Dependent dependent, Subject record, RecordKind kind) {
    return switch (dependent) {
      case CONTACTS ->
          kind == RecordKind.ACCOUNT
              && contacts.at(new AccountId(record.id())).stream()
                  .anyMatch(contact -> !contact.revision().isDeleted());
      case OPPORTUNITIES -> live().anyMatch(opportunity -> names(opportunity, record, kind));
      case TASKS ->
          tasks.all().stream()
              .anyMatch(
                  task -> !task.revision().isDeleted() && record.equals(task.content().related()));
      case ROLES ->
          relationships.all().stream()
              .anyMatch(role ->
                  kind == RecordKind.CONTACT
                      ? role.contact().value().equals(record.id())
                      : role.target().subject().equals(record));
      case CONVERSIONS ->
          conversions.all().stream()
              .filter(conversion -> !conversion.isUndone())
              .anyMatch(conversion ->
                  Arrays.stream(Target.values())
                      .map(conversion::part)
                      .anyMatch(part -> part != null && part.id().equals(record.id())));
    };
  }

  private Stream<Opportunity> live() {
    return opportunities.all().stream().filter(one -> !one.revision().isDeleted());
  }

  private boolean names(Opportunity opportunity, Subject record, RecordKind kind) {
    return switch (kind) {
      case ACCOUNT -> new AccountId(record.id()).equals(opportunity.content().account());
      case PRODUCT ->
          lines.of(opportunity.id()).stream()
              .anyMatch(line -> line.product().equals(new ProductId(record.id())));
      case CONTACT, OPPORTUNITY -> false;
    };
  }
}
