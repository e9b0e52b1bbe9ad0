package dev.kith.crm.testkit;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.google.common.collect.Sets;
import dev.kith.crm.application.intake.duplicates.BlockingKeys;
import dev.kith.crm.application.intake.duplicates.RecordForms;
import dev.kith.crm.application.intake.duplicates.RecordKeys;
import dev.kith.crm.application.intake.duplicates.SharedKeys;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.contact.Contact;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The keys of accounts and contacts, made when somebody asks. */
record MemoryRecordKeys(Supplier<List<Account>> accounts, Supplier<List<Contact>> people)
    implements RecordKeys {

  @Override
  public List<UUID> candidates(String type, Set<String> keys, @Nullable UUID except, int most) {
    Map<UUID, Set<String>> all = all(type);
    Map<String, Long> holders =
        all.values().stream().flatMap(Set::stream).collect(groupingBy(key -> key, counting()));
    Set<String> telling =
        keys.stream()
            .filter(key -> holders.getOrDefault(key, 0L) <= BlockingKeys.COMMON)
            .collect(Collectors.toSet());
    return all.entrySet().stream()
        .filter(record -> !record.getKey().equals(except))
        .filter(record -> !Sets.intersection(record.getValue(), telling).isEmpty())
        .sorted(
            Comparator.comparingInt((Map.Entry<UUID, Set<String>> record) ->
                    -Sets.intersection(record.getValue(), telling).size())
                .thenComparing(record -> record.getKey().toString()))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  private Map<UUID, Set<String>> all(String type) {
    Map<UUID, Set<String>> all = new TreeMap<>(Comparator.comparing(UUID::toString));
    if (type.equals(ACCOUNT)) {
      accounts.get().stream()
          .filter(account -> !account.revision().isDeleted())
          .forEach(account -> all.put(account.id().value(), RecordForms.keys(account.content())));
    } else {
      people.get().stream()
          .filter(contact -> !contact.revision().isDeleted())
          .forEach(contact -> all.put(contact.id().value(), RecordForms.keys(contact.content())));
    }
    return all;
  }

  @Override
  public SharedKeys shared(String type) {
    return new MemorySharedKeys(() -> all(type));
  }

  @Override
  public List<UUID> after(String type, @Nullable UUID after, int limit) {
    return all(type).keySet().stream()
        .filter(id -> after == null || id.toString().compareTo(after.toString()) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public long count(String type) {
    return all(type).size();
  }

  @Override
  public boolean isComplete() {
    return true;
  }

  @Override
  public int complete(int most) {
    return 0;
  }
}
