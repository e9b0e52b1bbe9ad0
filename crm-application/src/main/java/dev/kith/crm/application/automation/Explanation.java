package dev.kith.crm.application.automation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How a condition, or a part of it, turned out.
 *
 * @param text of the part
 * @param values the facts in it as people read them; what is not known is empty
 * @param parts what it consists of, where it is made of others by and, or, not
 */
public record Explanation(
    String text, Verdict verdict, Map<String, String> values, List<Explanation> parts) {

  /** Whether it holds. */
  public enum Verdict {
    TRUE,
    FALSE,
    /** It hangs on something that is not known. */
    UNKNOWN
  }

  public Explanation {
    values = ImmutableMap.copyOf(values);
    parts = ImmutableList.copyOf(parts);
  }

  /** The same without the facts of these names. */
  Explanation without(Predicate<String> hidden) {
    return new Explanation(
        text,
        verdict,
        Maps.filterKeys(values, fact -> !hidden.test(fact)),
        parts.stream().map(part -> part.without(hidden)).toList());
  }

  public boolean holds() {
    return verdict == Verdict.TRUE;
  }

  /** The smallest parts that keep it from holding: where they held, it would. */
  public Stream<Explanation> culprits() {
    if (holds()) {
      return Stream.of();
    }
    List<Explanation> guilty = parts.stream().filter(p -> p.verdict == verdict).toList();
    // What is negated is guilty by holding: the negation itself is shown.
    return guilty.isEmpty() ? Stream.of(this) : guilty.stream().flatMap(Explanation::culprits);
  }
}
