package dev.kith.crm.domain.intake.duplicates;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.intake.duplicates.spelling.Folding;
import dev.kith.crm.domain.intake.duplicates.spelling.NameLists;
import dev.kith.crm.domain.intake.duplicates.spelling.Similarity;
import dev.kith.crm.domain.intake.duplicates.spelling.Skeleton;
import dev.kith.crm.domain.intake.duplicates.spelling.Sound;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A given or a family name in the forms in which it is compared. */
final class NameForm {

  private static final Set<String> TITLES =
      ImmutableSet.of(
          "dr", "prof", "mr", "mrs", "ms", "miss", "mx", "sir", "herr", "frau", "hr", "fr", "mme",
          "mlle", "sr", "sra", "jr", "med", "dipl", "ing", "mba", "phd", "esq");

  private static final int MOST_FORMAL = 3;

  /** The words without anything between them: {@code annamaria}, however it is split. */
  final String whole;

  final List<String> words;
  final String skeleton;
  final String sound;
  final int frequency;
  private final String sorted;
  private final Set<String> nicknames;

  private NameForm(List<String> words) {
    this.words = words;
    this.whole = String.join("", words);
    this.skeleton = Skeleton.of(whole);
    this.sound = Sound.of(whole);
    this.sorted = words.size() == 1 ? whole : String.join(" ", words.stream().sorted().toList());
    this.nicknames = NameLists.formalNamesOf(words.getFirst());
    this.frequency = NameLists.frequencyOf(whole);
  }

  static @Nullable NameForm of(@Nullable String text) {
    if (text == null) {
      return null;
    }
    List<String> words = wordsOf(Folding.fold(text));
    return words.isEmpty() ? null : new NameForm(words);
  }

  /** Without titles, unless there is nothing else. */
  private static List<String> wordsOf(String folded) {
    if (folded.isEmpty()) {
      return List.of();
    }
    if (folded.indexOf(' ') < 0) {
      return List.of(folded);
    }
    List<String> all = Arrays.asList(folded.split(" "));
    List<String> names = all.stream().filter(word -> !TITLES.contains(word)).toList();
    return names.isEmpty() ? all : names;
  }

  /** How this sounds, and the names for which it may be short, so that Bob is found by Robert. */
  Set<String> sounds() {
    Set<String> sounds = new LinkedHashSet<>();
    sounds.add(sound);
    nicknames.stream().limit(MOST_FORMAL).map(Sound::of).forEach(sounds::add);
    return sounds;
  }

  Likeness compare(NameForm other) {
    if (whole.equals(other.whole)) {
      return Likeness.SAME;
    }
    if (isVariantOf(other)) {
      return Likeness.VARIANT;
    }
    int shorter = Math.min(whole.length(), other.whole.length());
    if (shorter == 1) {
      return whole.charAt(0) == other.whole.charAt(0) ? Likeness.INITIAL : Likeness.DIFFERENT;
    }
    if (shorter >= 3 && Similarity.edits(whole, other.whole, 1) <= 1) {
      return Likeness.TYPO;
    }
    if (sharesAWordWith(other)) {
      return Likeness.PART;
    }
    return isSimilarTo(other, shorter) ? Likeness.SIMILAR : Likeness.DIFFERENT;
  }

  double similarity(NameForm other) {
    return Similarity.jaroWinkler(whole, other.whole);
  }

  private boolean isVariantOf(NameForm other) {
    return skeleton.equals(other.skeleton)
        || sorted.equals(other.sorted)
        || !Collections.disjoint(nicknames, other.nicknames);
  }

  private boolean sharesAWordWith(NameForm other) {
    return (words.size() > 1 || other.words.size() > 1)
        && words.stream().anyMatch(word -> word.length() > 2 && other.words.contains(word));
  }

  private boolean isSimilarTo(NameForm other, int shorter) {
    double likeness = similarity(other);
    return likeness >= 0.9
        || (likeness >= 0.8 && sound.equals(other.sound))
        || (shorter >= 5 && Similarity.edits(whole, other.whole, 2) <= 2);
  }
}
