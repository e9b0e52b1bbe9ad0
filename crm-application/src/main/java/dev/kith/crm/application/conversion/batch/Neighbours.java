package dev.kith.crm.application.conversion.batch;

import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadProfile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Puts leads together that may come to one account, as people of one company do: side by side, each
 * would make it, and all but one would have to begin again.
 */
final class Neighbours {

  private Neighbours() {}

  /**
   * The items in groups that have neither a company nor a domain in common, each in the order of
   * the items.
   *
   * @param leads of the items; an item without its lead stands alone
   * @param anybodys domains at which anybody can have an address
   */
  static List<List<BatchItem>> of(
      List<BatchItem> items, Collection<Lead> leads, Predicate<String> anybodys) {
    Map<LeadId, Set<String>> traits =
        leads.stream().collect(Collectors.toMap(Lead::id, lead -> traits(lead, anybodys)));
    Map<String, List<BatchItem>> byTrait = new HashMap<>();
    Set<List<BatchItem>> groups = Collections.newSetFromMap(new IdentityHashMap<>());
    for (BatchItem item : items) {
      List<BatchItem> group = new ArrayList<>(List.of(item));
      Set<String> shared = new HashSet<>(traits.getOrDefault(item.lead(), Set.of()));
      for (String trait : traits.getOrDefault(item.lead(), Set.of())) {
        List<BatchItem> others = byTrait.get(trait);
        if (others != null && groups.remove(others)) {
          group.addAll(others);
        }
      }
      group.forEach(one -> shared.addAll(traits.getOrDefault(one.lead(), Set.of())));
      shared.forEach(trait -> byTrait.put(trait, group));
      groups.add(group);
    }
    groups.forEach(group -> group.sort(Comparator.comparingInt(BatchItem::place)));
    return groups.stream()
        .sorted(Comparator.comparingInt(group -> group.getFirst().place()))
        .toList();
  }

  private static Set<String> traits(Lead lead, Predicate<String> anybodys) {
    LeadProfile profile = lead.content().profile();
    Set<String> traits = new HashSet<>();
    if (profile.company() != null) {
      traits.add(profile.company().strip().toLowerCase(Locale.ROOT));
    }
    if (profile.email() != null && !anybodys.test(profile.email().asciiDomain())) {
      traits.add("@" + profile.email().asciiDomain());
    }
    return traits;
  }
}
