package dev.kith.crm.domain.scoring.prediction.leak;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Words in names of columns that hint at what is known only afterwards. A name proves nothing; it
 * counts where the column does tell of the outcome, and weighs more where something else speaks
 * against it as well. Plurals count like singulars.
 *
 * @param outcome what becomes of a record
 * @param judgement what a person or another system thinks of it
 * @param state what it was like when it was read last, and not when the record came in
 * @param total what goes on adding up until it is read
 * @param before words that make a name one of earlier times, so that the others do not count
 */
public record LeakWords(
    ImmutableSet<String> outcome,
    ImmutableSet<String> judgement,
    ImmutableSet<String> state,
    ImmutableSet<String> total,
    ImmutableSet<String> before) {

  public static final LeakWords ENGLISH =
      of(
          Set.of(
              "outcome",
              "result",
              "resolution",
              "won",
              "lost",
              "close",
              "closed",
              "closing",
              "converted",
              "conversion",
              "churned",
              "cancelled",
              "canceled",
              "cancellation",
              "disposition",
              "stage",
              "status",
              "reason",
              "paid",
              "signed",
              "final"),
          Set.of(
              "score",
              "index",
              "rating",
              "grade",
              "rank",
              "ranking",
              "quality",
              "probability",
              "likelihood",
              "propensity",
              "prediction",
              "predicted",
              "forecast",
              "tag",
              "label",
              "verdict",
              "assessment"),
          Set.of("last", "latest", "recent", "modified", "updated", "changed"),
          Set.of("total", "cumulative", "overall"),
          Set.of("previous", "prior", "former", "first", "initial", "original", "marital"));

  private static final Pattern BETWEEN_WORDS =
      Pattern.compile("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})");

  /** No name hints at anything. */
  public static final LeakWords NONE = of(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

  public static LeakWords of(
      Set<String> outcome,
      Set<String> judgement,
      Set<String> state,
      Set<String> total,
      Set<String> before) {
    return new LeakWords(
        ImmutableSet.copyOf(outcome),
        ImmutableSet.copyOf(judgement),
        ImmutableSet.copyOf(state),
        ImmutableSet.copyOf(total),
        ImmutableSet.copyOf(before));
  }

  /** What the name of a column hints at. */
  Optional<LeakSign> in(String column) {
    List<String> words = words(column);
    if (words.stream().anyMatch(before::contains)) {
      return Optional.empty();
    }
    for (String word : words) {
      if (outcome.contains(word)) {
        return Optional.of(new LeakSign.Named(word, LeakSign.Named.Hint.OUTCOME));
      }
      if (judgement.contains(word)) {
        return Optional.of(new LeakSign.Named(word, LeakSign.Named.Hint.JUDGEMENT));
      }
      if (state.contains(word)) {
        return Optional.of(new LeakSign.Named(word, LeakSign.Named.Hint.STATE));
      }
      if (total.contains(word)) {
        return Optional.of(new LeakSign.RunningTotal(word));
      }
    }
    return Optional.empty();
  }

  private static List<String> words(String column) {
    List<String> words = new ArrayList<>();
    for (String word : Splitter.on(BETWEEN_WORDS).split(column)) {
      String lower = word.toLowerCase(Locale.ROOT);
      words.add(lower);
      if (lower.length() > 3 && lower.endsWith("s")) {
        words.add(lower.substring(0, lower.length() - 1));
      }
    }
    return words;
  }
}
