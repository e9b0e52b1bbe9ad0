package dev.kith.crm.domain.pipeline;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A step of a pipeline.
 *
 * @param key by which opportunities name it, such as {@code proposal}; it stays when the name
 *     changes
 * @param probability with which opportunities in it are won, in percent
 * @param rotDays after so many days in it, somebody should look after an opportunity; null for
 *     never
 * @param required what must be known of an opportunity that is in it
 * @param allowedNext keys of the stages that can follow; empty for all of the pipeline
 * @param wipLimit so many opportunities should be in it at most; null for any number
 * @param wipHard whether more than that are refused, and not only marked
 */
public record Stage(
    String key,
    String name,
    StageType type,
    int probability,
    @Nullable Integer rotDays,
    Set<Requirement> required,
    Set<String> allowedNext,
    @Nullable Integer wipLimit,
    boolean wipHard) {

  public Stage {
    required = Sets.immutableEnumSet(required);
    allowedNext = ImmutableSet.copyOf(allowedNext);
  }

  /** A stage whose limit, if it has one, is marked only. */
  public Stage(
      String key,
      String name,
      StageType type,
      int probability,
      @Nullable Integer rotDays,
      Set<Requirement> required,
      Set<String> allowedNext,
      @Nullable Integer wipLimit) {
    this(key, name, type, probability, rotDays, required, allowedNext, wipLimit, false);
  }

  public static Stage open(String key, String name, int probability) {
    return new Stage(key, name, StageType.OPEN, probability, null, Set.of(), Set.of(), null);
  }

  public static Stage won(String key, String name) {
    return new Stage(key, name, StageType.WON, 100, null, Set.of(), Set.of(), null);
  }

  public static Stage lost(String key, String name) {
    return new Stage(key, name, StageType.LOST, 0, null, Set.of(), Set.of(), null);
  }

  public boolean isOpen() {
    return type == StageType.OPEN;
  }

  /** Whether an opportunity that has been here since then should be looked after. */
  public boolean isRotten(Instant since, Instant now) {
    return rotDays != null && !since.plus(Duration.ofDays(rotDays)).isAfter(now);
  }

  public Stage requiring(Requirement... requirements) {
    return new Stage(
        key,
        name,
        type,
        probability,
        rotDays,
        Set.of(requirements),
        allowedNext,
        wipLimit,
        wipHard);
  }

  public Stage followedBy(String... keys) {
    return new Stage(
        key, name, type, probability, rotDays, required, Set.of(keys), wipLimit, wipHard);
  }

  public Stage rottingAfter(int days) {
    return new Stage(key, name, type, probability, days, required, allowedNext, wipLimit, wipHard);
  }

  public Stage limitedTo(int most) {
    return new Stage(key, name, type, probability, rotDays, required, allowedNext, most, wipHard);
  }

  /** More than so many are refused. */
  public Stage limitedStrictlyTo(int most) {
    return new Stage(key, name, type, probability, rotDays, required, allowedNext, most, true);
  }

  /** Whether no further opportunity may come where so many are. */
  public boolean isFull(long count) {
    return wipHard && wipLimit != null && count >= wipLimit;
  }

  Stage tidied(String newName) {
    return new Stage(
        key, newName, type, probability, rotDays, required, allowedNext, wipLimit, wipHard);
  }

  /** The same where one stage takes the place of another. */
  Stage merged(String from, String into) {
    if (!allowedNext.contains(from)) {
      return this;
    }
    Set<String> next =
        ImmutableSet.<String>builder()
            .addAll(allowedNext.stream().filter(k -> !k.equals(from)).iterator())
            .add(into)
            .build()
            .stream()
            .filter(k -> !k.equals(key))
            .collect(ImmutableSet.toImmutableSet());
    return new Stage(key, name, type, probability, rotDays, required, next, wipLimit, wipHard);
  }
}
