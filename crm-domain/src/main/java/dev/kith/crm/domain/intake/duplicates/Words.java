package dev.kith.crm.domain.intake.duplicates;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;

/** Lists of words that stand in this package's resource bundles. */
final class Words {

  private static final Splitter LIST = Splitter.on(' ').omitEmptyStrings();

  private final ResourceBundle data;

  Words(String bundle) {
    data =
        ResourceBundle.getBundle(
            Words.class.getPackageName() + "." + bundle, Locale.ROOT, Words.class.getClassLoader());
  }

  Set<String> listed(String key) {
    return ImmutableSet.copyOf(LIST.split(data.getString(key)));
  }

  /** Each word of the lists whose keys begin so, with the rest of its key. */
  Map<String, String> meanings(String prefix) {
    ImmutableMap.Builder<String, String> meanings = ImmutableMap.builder();
    for (String key : data.keySet()) {
      if (key.startsWith(prefix)) {
        LIST.split(data.getString(key))
            .forEach(word -> meanings.put(word, key.substring(prefix.length())));
      }
    }
    return meanings.buildOrThrow();
  }
}
