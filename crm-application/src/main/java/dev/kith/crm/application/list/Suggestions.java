package dev.kith.crm.application.list;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Guesses what somebody meant who wrote a name that does not exist. */
public final class Suggestions {

  private static final LevenshteinDistance DISTANCE = new LevenshteinDistance(3);

  private Suggestions() {}

  /** The known name that is nearest, if one is near enough to be meant. */
  public static Optional<String> nearest(String written, Collection<String> known) {
    String wanted = written.toLowerCase(Locale.ROOT);
    int most = wanted.length() <= 3 ? 1 : wanted.length() <= 7 ? 2 : 3;
    return known.stream()
        .map(name -> new Guess(name, DISTANCE.apply(wanted, name.toLowerCase(Locale.ROOT))))
        .filter(guess -> guess.distance >= 0 && guess.distance <= most)
        .min(Comparator.comparingInt(Guess::distance))
        .map(Guess::name);
  }

  /** A half-sentence to append to a message: {@code " Did you mean x?"}, or nothing. */
  public static String didYouMean(String written, Collection<String> known) {
    return nearest(written, known).map(name -> " Did you mean " + name + "?").orElse("");
  }

  private record Guess(String name, int distance) {}
}
