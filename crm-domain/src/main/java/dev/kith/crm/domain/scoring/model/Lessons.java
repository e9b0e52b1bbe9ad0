package dev.kith.crm.domain.scoring.model;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.scoring.prediction.Method;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a model learned from, and how well it did on the newest examples, which were kept back from
 * it for that.
 *
 * @param won how many of the examples were won
 * @param lost and how many lost
 * @param from moment of the oldest example; null if there was none
 * @param to moment of the newest
 * @param seed where chance started
 * @param excluded columns that were not to be used
 * @param trusted columns that were to be used whatever they give away
 * @param method the one that did best
 * @param heldOut how many examples were kept back for the trial
 * @param logLoss on those; 0 where there were none
 * @param auc on those; one half where that says nothing
 * @param rivals how the other models that were there did on the same examples
 */
public record Lessons(
    int won,
    int lost,
    @Nullable Instant from,
    @Nullable Instant to,
    long seed,
    List<String> excluded,
    List<String> trusted,
    Method method,
    int heldOut,
    double logLoss,
    double auc,
    List<Rival> rivals) {

  public Lessons {
    excluded = ImmutableList.copyOf(excluded);
    trusted = ImmutableList.copyOf(trusted);
    rivals = ImmutableList.copyOf(rivals);
  }

  /** Another model on the same examples. */
  public record Rival(ScoringModelId model, double logLoss) {}

  public int size() {
    return won + lost;
  }

  Optional<Rival> against(ScoringModelId model) {
    return rivals.stream().filter(rival -> rival.model().equals(model)).findFirst();
  }
}
