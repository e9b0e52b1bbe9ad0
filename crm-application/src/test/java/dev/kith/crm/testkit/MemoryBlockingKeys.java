package dev.kith.crm.testkit;

import dev.kith.crm.application.intake.duplicates.BlockingKeys;
import dev.kith.crm.application.intake.duplicates.Candidate;
import dev.kith.crm.application.intake.duplicates.SharedKeys;
import dev.kith.crm.domain.intake.duplicates.Fingerprint;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the keys anew whenever it is asked, which is quick enough for a few leads. */
final class MemoryBlockingKeys implements BlockingKeys {

  private final Supplier<List<Lead>> leads;

  MemoryBlockingKeys(Supplier<List<Lead>> leads) {
    this.leads = leads;
  }

  @Override
  public List<Candidate> candidates(Set<String> keys, @Nullable LeadId except, int most) {
    Map<LeadId, Integer> shared = new HashMap<>();
    shared().having(keys).values().stream()
        .filter(ids -> ids.size() <= COMMON)
        .flatMap(List::stream)
        .map(LeadId::new)
        .filter(id -> !id.equals(except))
        .forEach(id -> shared.merge(id, 1, Integer::sum));
    return live().stream()
        .filter(c -> shared.containsKey(c.id()))
        .sorted(
            Comparator.comparingInt((Candidate c) -> -shared.getOrDefault(c.id(), 0))
                .thenComparing(c -> c.id().toString()))
        .limit(most)
        .toList();
  }

  @Override
  public SharedKeys shared() {
    return new MemorySharedKeys(() -> {
      Map<UUID, Set<String>> keys = new LinkedHashMap<>();
      live().forEach(lead -> keys.put(lead.id().value(), keysOf(lead)));
      return keys;
    });
  }

  @Override
  public List<Candidate> leadsAfter(@Nullable LeadId after, int limit) {
    return live().stream()
        .filter(c -> after == null || c.id().toString().compareTo(after.toString()) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public List<Candidate> leads(Collection<LeadId> ids) {
    return live().stream().filter(c -> ids.contains(c.id())).toList();
  }

  @Override
  public long countLeads() {
    return live().size();
  }

  @Override
  public boolean isComplete() {
    return true;
  }

  @Override
  public int complete(int most) {
    return 0;
  }

  private List<Candidate> live() {
    return leads.get().stream()
        .filter(l -> !l.revision().isDeleted())
        .sorted(Comparator.comparing(l -> l.id().toString()))
        .map(MemoryBlockingKeys::candidate)
        .toList();
  }

  private static Set<String> keysOf(Candidate candidate) {
    return Fingerprint.of(Candidate.subject(candidate.values())).blockingKeys();
  }

  private static Candidate candidate(Lead lead) {
    Map<LeadField, String> values = new EnumMap<>(LeadField.class);
    for (LeadField field : Candidate.COMPARED) {
      String text = field.textOf(lead.content());
      if (text != null) {
        values.put(field, text);
      }
    }
    return new Candidate(lead.id(), lead.owner(), values);
  }
}
