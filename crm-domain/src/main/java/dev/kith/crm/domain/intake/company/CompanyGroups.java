package dev.kith.crm.domain.intake.company;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of many spellings are of one company.
 *
 * <p>Pairs are joined from the likest on, and two groups only where no pair between them is too
 * unlike or contradicts: "A is like B is like C" alone never joins A and C. Initials join the one
 * company that they can stand for, and none where they could stand for two.
 */
public final class CompanyGroups {

  /** No two names of one group are less alike. */
  private static final double LEAST_WITHIN = 0.55;

  /** So many letters of a word decide which names are compared. */
  private static final int LETTERS_COMPARED = 3;

  private record Pair(int one, int other, double score) {}

  private final List<CompanyName> names;
  private final List<List<Integer>> groups = new ArrayList<>();
  private final int[] groupOf;

  private CompanyGroups(Collection<CompanyName> distinct) {
    names = List.copyOf(distinct);
    groupOf = new int[names.size()];
    for (int i = 0; i < groupOf.length; i++) {
      groupOf[i] = i;
      groups.add(new ArrayList<>(List.of(i)));
    }
  }

  /**
   * Groups names; each group in the order of the input, the groups by their first names.
   *
   * @param names in any order, spellings of one name as often as they come
   */
  public static List<List<CompanyName>> of(Collection<CompanyName> names) {
    List<CompanyName> all = List.copyOf(names);
    Map<String, List<Integer>> byKey = new LinkedHashMap<>();
    for (int i = 0; i < all.size(); i++) {
      byKey.computeIfAbsent(all.get(i).key(), k -> new ArrayList<>()).add(i);
    }
    List<List<Integer>> distinct = List.copyOf(byKey.values());
    CompanyGroups grouping =
        new CompanyGroups(distinct.stream().map(same -> all.get(same.getFirst())).toList());
    grouping.joinTheLike();
    grouping.joinAcronyms();
    return grouping.groups.stream()
        .filter(group -> !group.isEmpty())
        .map(group ->
            group.stream().flatMap(i -> distinct.get(i).stream()).sorted().map(all::get).toList())
        .toList();
  }

  private void joinTheLike() {
    List<Pair> pairs = new ArrayList<>();
    for (Map.Entry<Integer, Set<Integer>> candidates : candidates().entrySet()) {
      for (int other : candidates.getValue()) {
        CompanyLikeness likeness = likeness(candidates.getKey(), other);
        if (likeness.score() >= CompanyLikeness.SAME) {
          pairs.add(new Pair(candidates.getKey(), other, likeness.score()));
        }
      }
    }
    pairs.sort(
        Comparator.comparingDouble(Pair::score)
            .reversed()
            .thenComparingInt(Pair::one)
            .thenComparingInt(Pair::other));
    for (Pair pair : pairs) {
      if (groupOf[pair.one] != groupOf[pair.other]
          && mayJoin(groupOf[pair.one], groupOf[pair.other])) {
        join(groupOf[pair.one], groupOf[pair.other]);
      }
    }
  }

  /** For each name the later ones that share the beginning of a word with it. */
  private Map<Integer, Set<Integer>> candidates() {
    SetMultimap<String, Integer> byBeginning = LinkedHashMultimap.create();
    for (int i = 0; i < names.size(); i++) {
      for (String word : names.get(i).words()) {
        if (CompanyWords.weightOf(word) > CompanyWords.OF_A_USUAL_WORD) {
          byBeginning.put(beginningOf(word), i);
          byBeginning.put(soundOf(word), i);
        }
      }
    }
    Map<Integer, Set<Integer>> candidates = new LinkedHashMap<>();
    byBeginning
        .asMap()
        .values()
        .forEach(sharing -> {
          List<Integer> list = List.copyOf(sharing);
          for (int i = 0; i < list.size(); i++) {
            candidates
                .computeIfAbsent(list.get(i), k -> new TreeSet<>())
                .addAll(list.subList(i + 1, list.size()));
          }
        });
    return candidates;
  }

  private static String beginningOf(String word) {
    return word.substring(0, Math.min(LETTERS_COMPARED, word.length()));
  }

  /**
   * The first consonants, those that sound alike as one; a mark keeps them apart from beginnings.
   */
  private static String soundOf(String word) {
    StringBuilder sound = new StringBuilder("~");
    for (int i = 0; i < word.length() && sound.length() <= LETTERS_COMPARED; i++) {
      char c = soundOf(word.charAt(i));
      if (c != ' ' && sound.charAt(sound.length() - 1) != c) {
        sound.append(c);
      }
    }
    return sound.toString();
  }

  private static char soundOf(char c) {
    return switch (c) {
      case 'a', 'e', 'i', 'o', 'u', 'y', 'j', 'h' -> ' ';
      case 'c', 'q', 'g' -> 'k';
      case 'z', 'x' -> 's';
      case 'v', 'w', 'p', 'b' -> 'f';
      case 'd' -> 't';
      case 'm' -> 'n';
      default -> c;
    };
  }

  private boolean mayJoin(int one, int other) {
    return groups.get(one).stream()
        .allMatch(a ->
            groups.get(other).stream()
                .allMatch(b -> {
                  CompanyLikeness likeness = likeness(a, b);
                  return likeness.score() >= LEAST_WITHIN && !likeness.contradicts();
                }));
  }

  private void joinAcronyms() {
    SetMultimap<String, Integer> byInitials = LinkedHashMultimap.create();
    for (int i = 0; i < names.size(); i++) {
      byInitials.put(CompanyLikeness.initialsOf(names.get(i).words()), i);
    }
    for (int i = 0; i < names.size(); i++) {
      List<String> words = names.get(i).words();
      if (words.size() == 1 && words.getFirst().length() >= CompanyLikeness.SHORTEST_ACRONYM) {
        Set<Integer> meant = new TreeSet<>();
        byInitials.get(words.getFirst()).forEach(j -> meant.add(groupOf[j]));
        if (meant.size() == 1) {
          join(groupOf[i], meant.iterator().next());
        }
      }
    }
  }

  private void join(int one, int other) {
    int into = Math.min(one, other);
    int from = Math.max(one, other);
    if (into != from) {
      groups.get(from).forEach(i -> groupOf[i] = into);
      groups.get(into).addAll(groups.get(from));
      groups.get(from).clear();
    }
  }

  private CompanyLikeness likeness(int one, int other) {
    return names.get(one).likenessTo(names.get(other));
  }
}
