package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.application.intake.duplicates.BlockingKeys;
import dev.kith.crm.application.intake.duplicates.Candidate;
import dev.kith.crm.domain.intake.duplicates.DuplicateMatcher;
import dev.kith.crm.domain.intake.duplicates.Fingerprint;
import dev.kith.crm.domain.intake.duplicates.MatchDecision;
import dev.kith.crm.domain.intake.duplicates.MatchScore;
import dev.kith.crm.domain.intake.duplicates.ScoredPair;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares some leads with those that may be the same, and remembers which are alike. */
final class Likeness {

  /** Others are loaded in so large parts, however many the keys name. */
  private static final int AT_ONCE = 20_000;

  /** In a large block a lead is compared with so many that follow it in the alphabet. */
  static final int NEIGHBOURS = 5;

  private static final List<LeadField> ALPHABET =
      List.of(
          LeadField.FAMILY_NAME,
          LeadField.GIVEN_NAME,
          LeadField.COMPANY,
          LeadField.EMAIL,
          LeadField.PHONE);

  private final BlockingKeys keys;
  private final DuplicateMatcher matcher;
  private final List<ScoredPair<LeadId>> alike = new ArrayList<>();
  private long compared;

  Likeness(BlockingKeys keys, DuplicateMatcher matcher) {
    this.keys = keys;
    this.matcher = matcher;
  }

  private record Two(LeadId first, LeadId second) {}

  List<ScoredPair<LeadId>> alike() {
    return List.copyOf(alike);
  }

  long compared() {
    return compared;
  }

  /** With all that share a key and stand after them, so that each pair is compared once. */
  void compareByKeys(List<Candidate> leads) {
    Map<LeadId, Fingerprint> own = fingerprints(leads);
    Map<LeadId, Set<String>> keysOf = new HashMap<>();
    Set<String> asked = new HashSet<>();
    own.forEach((lead, print) -> {
      Set<String> made = print.blockingKeys();
      keysOf.put(lead, made);
      asked.addAll(made);
    });
    Map<String, List<LeadId>> sharing = keys.sharing(asked);
    List<Two> pairs = new ArrayList<>();
    Set<LeadId> others = new HashSet<>();
    for (Candidate lead : leads) {
      Set<LeadId> partners = new HashSet<>();
      for (String key : Objects.requireNonNull(keysOf.get(lead.id()))) {
        for (LeadId partner : sharing.getOrDefault(key, List.of())) {
          if (isBefore(lead.id(), partner) && partners.add(partner)) {
            pairs.add(new Two(lead.id(), partner));
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
   * Each with its neighbours: whoever is the same stands side by side when leads are sorted by what
   * they are called.
   *
   * <p>Source: Hernández and Stolfo, The Merge/Purge Problem for Large Databases, SIGMOD (1995).
   */
  void compareNeighbours(List<String> blocks) {
    Map<String, List<LeadId>> having = keys.having(blocks);
    Set<LeadId> ids = new HashSet<>();
    having.values().forEach(ids::addAll);
    Map<LeadId, Candidate> leads = new HashMap<>();
    keys.leads(ids).forEach(lead -> leads.put(lead.id(), lead));
    Set<Two> pairs = new HashSet<>();
    for (List<LeadId> block : having.values()) {
      List<LeadId> sorted =
          block.stream()
              .flatMap(id -> Stream.ofNullable(leads.get(id)))
              .sorted(
                  Comparator.comparing(Likeness::called)
                      .thenComparing(lead -> lead.id().toString()))
              .map(Candidate::id)
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
    compare(pairs, fingerprints(leads.values()), Set.of());
  }

  private static String called(Candidate lead) {
    return ALPHABET.stream()
        .map(field -> lead.values().getOrDefault(field, "").toLowerCase(Locale.ROOT))
        .collect(Collectors.joining("\u0001"));
  }

  private void compare(Collection<Two> pairs, Map<LeadId, Fingerprint> own, Set<LeadId> others) {
    Map<LeadId, Fingerprint> prints = new HashMap<>(own);
    if (!others.isEmpty()) {
      prints.putAll(fingerprints(keys.leads(others)));
    }
    compared += pairs.size();
    alike.addAll(pairs.parallelStream().flatMap(pair -> scored(pair, prints)).toList());
  }

  private Stream<ScoredPair<LeadId>> scored(Two pair, Map<LeadId, Fingerprint> prints) {
    Fingerprint one = prints.get(pair.first());
    Fingerprint other = prints.get(pair.second());
    if (one == null || other == null) {
      // Deleted since.
      return Stream.empty();
    }
    MatchScore score = matcher.compare(one, other);
    return score.decision() == MatchDecision.NONE
        ? Stream.empty()
        : Stream.of(new ScoredPair<>(pair.first(), pair.second(), score.weight()));
  }

  static Map<LeadId, Fingerprint> fingerprints(Collection<Candidate> leads) {
    Map<LeadId, Fingerprint> prints = new ConcurrentHashMap<>();
    leads.parallelStream()
        .forEach(lead -> prints.put(lead.id(), Fingerprint.of(Candidate.subject(lead.values()))));
    return prints;
  }

  /** As their texts compare, but quicker. */
  private static boolean isBefore(LeadId one, LeadId other) {
    UUID a = one.value();
    UUID b = other.value();
    int most = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
    return most != 0
        ? most < 0
        : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits()) < 0;
  }
}
