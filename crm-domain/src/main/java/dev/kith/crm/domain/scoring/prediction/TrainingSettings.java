package dev.kith.crm.domain.scoring.prediction;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.scoring.prediction.BaseRate.Prior;
import dev.kith.crm.domain.scoring.prediction.example.BlankWords;
import dev.kith.crm.domain.scoring.prediction.leak.LeakWords;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * What can be chosen about training. Of the same examples with the same settings comes the same
 * model.
 *
 * @param seed where chance starts
 * @param blanks which words say nothing
 * @param leakWords words in names of columns that tell of what is known only afterwards
 * @param excluded columns that are not to be used
 * @param trusted columns that are to be used even if they seem to give the outcome away
 * @param methods those that are tried; the base rate always is
 * @param prior what is believed of the base rate beforehand
 */
public record TrainingSettings(
    long seed,
    BlankWords blanks,
    LeakWords leakWords,
    ImmutableSet<String> excluded,
    ImmutableSet<String> trusted,
    ImmutableSet<Method> methods,
    Prior prior) {

  public static TrainingSettings usual() {
    return new TrainingSettings(
        1,
        BlankWords.USUAL,
        LeakWords.ENGLISH,
        ImmutableSet.of(),
        ImmutableSet.of(),
        ImmutableSet.copyOf(Method.values()),
        Prior.JEFFREYS);
  }

  public TrainingSettings withSeed(long other) {
    return new TrainingSettings(other, blanks, leakWords, excluded, trusted, methods, prior);
  }

  public TrainingSettings withBlanks(BlankWords others) {
    return new TrainingSettings(seed, others, leakWords, excluded, trusted, methods, prior);
  }

  public TrainingSettings withLeakWords(LeakWords others) {
    return new TrainingSettings(seed, blanks, others, excluded, trusted, methods, prior);
  }

  public TrainingSettings excluding(Collection<String> columns) {
    return new TrainingSettings(
        seed, blanks, leakWords, ImmutableSet.copyOf(columns), trusted, methods, prior);
  }

  public TrainingSettings trusting(Collection<String> columns) {
    return new TrainingSettings(
        seed, blanks, leakWords, excluded, ImmutableSet.copyOf(columns), methods, prior);
  }

  /** Only these are tried, and the base rate. */
  public TrainingSettings by(Method... some) {
    Set<Method> chosen = EnumSet.of(Method.BASE_RATE, some);
    return new TrainingSettings(
        seed, blanks, leakWords, excluded, trusted, ImmutableSet.copyOf(chosen), prior);
  }
}
