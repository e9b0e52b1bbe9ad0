package dev.kith.crm.domain.testkit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * Random values for properties, the same in every run, so that a build that passed passes again.
 *
 * <p>{@code -Dkith.seed=…} starts from another seed; a failure names the one that repeats it as the
 * first case.
 */
public final class Seeded implements RandomGenerator {

  private static final long USUAL_SEED = 20_261_101;
  private static final Instant EPOCH = Instant.parse("2026-01-01T00:00:00Z");

  private final SplittableRandom source;

  private Seeded(long seed) {
    this.source = new SplittableRandom(seed);
  }

  public static Seeded of(long seed) {
    return new Seeded(seed);
  }

  /** A property with random values; it fails by throwing. */
  @FunctionalInterface
  public interface Property {
    void holdsFor(Seeded random) throws Exception;
  }

  /** Checks the property for so many seeds. */
  public static void cases(int count, Property property) {
    long first = Long.getLong("kith.seed", USUAL_SEED);
    for (int i = 0; i < count; i++) {
      long seed = first + i;
      try {
        property.holdsFor(new Seeded(seed));
      } catch (Throwable failure) {
        throw new AssertionError(
            "case "
                + (i + 1)
                + " of "
                + count
                + " failed; -Dkith.seed="
                + seed
                + " repeats it: "
                + failure.getMessage(),
            failure);
      }
    }
  }

  @Override
  public long nextLong() {
    return source.nextLong();
  }

  /** Both ends included. */
  public int between(int least, int most) {
    return nextInt(least, most + 1);
  }

  @SafeVarargs
  public final <T> T oneOf(T... choices) {
    return choices[nextInt(choices.length)];
  }

  public <T> T oneOf(List<T> choices) {
    return choices.get(nextInt(choices.size()));
  }

  /** True in so many of a hundred cases. */
  public boolean percent(int chance) {
    return nextInt(100) < chance;
  }

  public <T> List<T> listOf(int least, int most, Function<Seeded, T> element) {
    List<T> list = new ArrayList<>();
    int size = between(least, most);
    for (int i = 0; i < size; i++) {
      list.add(element.apply(this));
    }
    return list;
  }

  /** Some of these, possibly none, in their order. */
  public <T> List<T> someOf(List<T> all) {
    return all.stream().filter(x -> nextBoolean()).toList();
  }

  public <T> List<T> shuffled(List<T> list) {
    List<T> copy = new ArrayList<>(list);
    Collections.shuffle(copy, java.util.Random.from(this));
    return copy;
  }

  /** Text of these characters. */
  public String text(String characters, int shortest, int longest) {
    int[] codePoints = characters.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    int length = between(shortest, longest);
    for (int i = 0; i < length; i++) {
      text.appendCodePoint(codePoints[nextInt(codePoints.length)]);
    }
    return text.toString();
  }

  public String word() {
    return text("abcdefghijklmnopqrstuvwxyz", 3, 10);
  }

  public UUID uuid() {
    return new UUID(nextLong(), nextLong());
  }

  /** A moment of the year 2026, to the microsecond. */
  public Instant instant() {
    return EPOCH.plus(nextLong(365L * 24 * 3600 * 1_000_000), ChronoUnit.MICROS);
  }
}
