package dev.kith.crm.testkit;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.kith.crm.application.relationship.RoleReads;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityStatus;
import dev.kith.crm.domain.relationship.Relationship;
import dev.kith.crm.domain.relationship.Target;
import dev.kith.crm.domain.relationship.TargetKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Goes through all opportunities, one by one. */
record MemoryRoleReads(
    MemoryOpportunities opportunities, MemoryContacts contacts, MemoryRelationships relationships)
    implements RoleReads {

  @Override
  public List<Decided> decided(Slice slice) {
    List<Opportunity> decided =
        visible(slice.scope())
            .filter(o -> !(o.status() instanceof OpportunityStatus.Open))
            .filter(o -> slice.from() == null || !o.since().isBefore(slice.from()))
            .filter(o -> slice.before() == null || o.since().isBefore(slice.before()))
            .toList();
    List<Decided> all = new ArrayList<>();
    if (!decided.isEmpty()) {
      all.add(new Decided(null, won(decided), decided.size() - won(decided)));
    }
    decided.stream()
        .flatMap(o ->
            held(o, slice.scope())
                .filter(r -> r.at(o.since()).isPresent())
                .map(Relationship::role)
                .distinct()
                .map(role -> Map.entry(role, o)))
        .collect(groupingBy(Map.Entry::getKey))
        .forEach((role, with) -> {
          List<Opportunity> these = with.stream().map(Map.Entry::getValue).toList();
          all.add(new Decided(role, won(these), these.size() - won(these)));
        });
    return all;
  }

  private static long won(List<Opportunity> decided) {
    return decided.stream().filter(o -> o.status() instanceof OpportunityStatus.Won).count();
  }

  @Override
  public List<Open> open(Scope scope) {
    List<Open> all = new ArrayList<>(counted(scope, o -> true));
    List<Open> byRole =
        openOnes(scope)
            .flatMap(o ->
                lasting(o, scope)
                    .map(Relationship::role)
                    .distinct()
                    .map(role -> new Open(o.pipeline(), o.stage(), role, 1)))
            .collect(groupingBy(one -> one, counting()))
            .entrySet()
            .stream()
            .map(e ->
                new Open(
                    e.getKey().pipeline(), e.getKey().stage(), e.getKey().role(), e.getValue()))
            .toList();
    all.addAll(byRole);
    return all;
  }

  @Override
  public List<Open> openWithSeveral(Scope scope) {
    return counted(
        scope, o -> lasting(o, scope).map(Relationship::contact).distinct().count() >= 2);
  }

  private List<Open> counted(Scope scope, Predicate<Opportunity> which) {
    return openOnes(scope)
        .filter(which)
        .collect(groupingBy(o -> new Open(o.pipeline(), o.stage(), null, 1), counting()))
        .entrySet()
        .stream()
        .map(e -> new Open(e.getKey().pipeline(), e.getKey().stage(), null, e.getValue()))
        .toList();
  }

  @Override
  public List<OpportunityId> openWithout(String role, Scope scope, int limit) {
    return openOnes(scope)
        .filter(o -> lasting(o, scope).noneMatch(r -> r.role().equals(role)))
        .sorted(
            comparing((Opportunity o) -> o.revision().createdAt())
                .thenComparing(o -> o.id().toString()))
        .map(Opportunity::id)
        .limit(limit)
        .toList();
  }

  private Stream<Opportunity> openOnes(Scope scope) {
    return visible(scope).filter(o -> o.status() instanceof OpportunityStatus.Open);
  }

  private Stream<Opportunity> visible(Scope scope) {
    return opportunities.all().stream()
        .filter(o -> !o.revision().isDeleted())
        .filter(o -> scope.opportunities().reaches(o.owner()));
  }

  private Stream<Relationship> lasting(Opportunity opportunity, Scope scope) {
    return held(opportunity, scope).filter(Relationship::isLasting);
  }

  private Stream<Relationship> held(Opportunity opportunity, Scope scope) {
    return relationships
        .ofTarget(new Target(TargetKind.OPPORTUNITY, opportunity.id().value()))
        .stream()
        .filter(r ->
            contacts
                .find(r.contact())
                .filter(c -> !c.revision().isDeleted() && scope.contacts().reaches(c.owner()))
                .isPresent());
  }
}
