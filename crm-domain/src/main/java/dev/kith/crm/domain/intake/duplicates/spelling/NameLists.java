package dev.kith.crm.domain.intake.duplicates.spelling;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSetMultimap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;

/** What is known of single names: which are short for which, and which are frequent. */
public final class NameLists {

  private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings();
  private static final ImmutableSetMultimap<String, String> FORMAL = formalNames();
  private static final Map<String, Integer> FREQUENCIES = frequencies();

  private NameLists() {}

  /** The formal names that a folded name may stand for, itself among them. */
  public static Set<String> formalNamesOf(String name) {
    Set<String> formal = FORMAL.get(name);
    return formal.isEmpty() ? ImmutableSet.of(name) : formal;
  }

  /** 2 for the most frequent names of a country, 1 for frequent ones, 0 for all others. */
  public static int frequencyOf(String name) {
    return FREQUENCIES.getOrDefault(name, 0);
  }

  private static ImmutableSetMultimap<String, String> formalNames() {
    ResourceBundle data = bundle("nicknames");
    ImmutableSetMultimap.Builder<String, String> formal = ImmutableSetMultimap.builder();
    for (String key : data.keySet()) {
      String name = Folding.fold(key);
      formal.put(name, name);
      WORDS
          .split(Folding.fold(data.getString(key)))
          .forEach(nickname -> formal.put(nickname, name));
    }
    return formal.build();
  }

  private static Map<String, Integer> frequencies() {
    ResourceBundle data = bundle("frequent-names");
    ImmutableMap.Builder<String, Integer> frequencies = ImmutableMap.builder();
    for (String key : data.keySet()) {
      int frequency = key.startsWith("most") ? 2 : 1;
      WORDS
          .split(Folding.fold(data.getString(key)))
          .forEach(name -> frequencies.put(name, frequency));
    }
    return frequencies.buildKeepingLast();
  }

  private static ResourceBundle bundle(String name) {
    return ResourceBundle.getBundle(
        NameLists.class.getPackageName() + "." + name,
        Locale.ROOT,
        NameLists.class.getClassLoader());
  }
}
