package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.domain.intake.duplicates.DuplicateMatcher;
import dev.kith.crm.domain.intake.duplicates.MatchDecision;
import dev.kith.crm.domain.intake.duplicates.MatchScore;
import dev.kith.crm.domain.intake.duplicates.ScoredPair;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** Compares some records with those that may be the same, and remembers which are alike. */
final class Likeness {

  /** Others are loaded in so large parts, however many the keys name. */
  private static final int AT_ONCE = 20_000;

  /** In a large block a record is compared with so many that follow it in the alphabet. */
  static final int NEIGHBOURS = 5;

  private final ScannedRecords records;
  private final DuplicateMatcher matcher;
  private final List<ScoredPair<UUID>> alike = new ArrayList<>();
  private long compared;

  Likeness(ScannedRecords records, DuplicateMatcher matcher) {
    this.records = records;
    this.matcher = matcher;
  }

  private record Two(UUID first, UUID second) {}

  List<ScoredPair<UUID>> alike() {
    return List.copyOf(alike);
  }

  long compared() {
    return compared;
  }

  /** With all that share a key and stand after them, so that each pair is compared once. */
  void compareByKeys(List<Scanned> some) {
    Map<UUID, Scanned> own = new HashMap<>();
    Map<UUID, Set<String>> keysOf = new HashMap<>();
    Set<String> asked = new HashSet<>();
    for (Scanned record : some) {
      Set<String> made = record.keys();
      own.put(record.id(), record);
      keysOf.put(record.id(), made);
      asked.addAll(made);
    }
    Map<String, List<UUID>> sharing = records.keys().sharing(asked);
    List<Two> pairs = new ArrayList<>();
    Set<UUID> others = new HashSet<>();
    for (Scanned record : some) {
      UUID id = record.id();
      Set<UUID> partners = new HashSet<>();
      for (String key : Objects.requireNonNull(keysOf.get(id))) {
        for (UUID partner : sharing.getOrDefault(key, List.of())) {
          if (isBefore(id, partner) && partners.add(partner)) {
            pairs.add(new Two(id, partner));
            if (!own.containsKey(partner)) {
              others.add(partner);
            }
          }
        }
      }
      if (others.size() >= AT_ONCE) {
        compare(pairs, own, others);
        pairs.clear();
        others.clear();
      }
    }
    compare(pairs, own, others);
  }

  /**
   * Each with its neighbours: whoever is the same stands side by side when records are sorted by
   * what they are called.
   *
   * <p>Source: Hernández and Stolfo, The Merge/Purge Problem for Large Databases, SIGMOD (1995).
   */
  void compareNeighbours(List<String> blocks) {
    Map<String, List<UUID>> having = records.keys().having(blocks);
    Set<UUID> ids = new HashSet<>();
    having.values().forEach(ids::addAll);
    Map<UUID, Scanned> found = records.byId(ids);
    Set<Two> pairs = new HashSet<>();
    for (List<UUID> block : having.values()) {
      List<UUID> sorted =
          block.stream()
              .flatMap(id -> Stream.ofNullable(found.get(id)))
              .sorted(
                  Comparator.comparing(Scanned::called)
                      .thenComparing(record -> record.id().toString()))
              .map(Scanned::id)
              .toList();
      for (int i = 0; i < sorted.size(); i++) {
        for (int j = i + 1; j <= i + NEIGHBOURS && j < sorted.size(); j++) {
          pairs.add(
              isBefore(sorted.get(i), sorted.get(j))
                  ? new Two(sorted.get(i), sorted.get(j))
                  : new Two(sorted.get(j), sorted.get(i)));
        }
      }
    }
    compare(pairs, found, Set.of());
  }

  private void compare(Collection<Two> pairs, Map<UUID, Scanned> own, Set<UUID> others) {
    Map<UUID, Scanned> all = new HashMap<>(own);
    if (!others.isEmpty()) {
      all.putAll(records.byId(others));
    }
    compared += pairs.size();
    alike.addAll(pairs.parallelStream().flatMap(pair -> scored(pair, all)).toList());
  }

  private Stream<ScoredPair<UUID>> scored(Two pair, Map<UUID, Scanned> all) {
    Scanned one = all.get(pair.first());
    Scanned other = all.get(pair.second());
    if (one == null || other == null) {
      // Deleted since.
      return Stream.empty();
    }
    MatchScore score = compared(one, other, matcher);
    return score.decision() == MatchDecision.NONE
        ? Stream.empty()
        : Stream.of(new ScoredPair<>(pair.first(), pair.second(), score.weight()));
  }

  static MatchScore compared(Scanned one, Scanned other, DuplicateMatcher matcher) {
    return matcher.compare(one.beside(other), other.beside(one));
  }

  /** As their texts compare, but quicker. */
  private static boolean isBefore(UUID one, UUID other) {
    int most = Long.compareUnsigned(one.getMostSignificantBits(), other.getMostSignificantBits());
    return most != 0
        ? most < 0
        : Long.compareUnsigned(one.getLeastSignificantBits(), other.getLeastSignificantBits()) < 0;
  }
}
