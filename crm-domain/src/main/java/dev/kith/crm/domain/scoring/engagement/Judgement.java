package dev.kith.crm.domain.scoring.engagement;

import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Who did it, and why that is believed.
 *
 * @param signals the weightiest first; none where nothing speaks against a person
 */
public record Judgement(Verdict verdict, List<Signal> signals) {

  public Judgement {
    signals = ImmutableList.copyOf(signals);
  }

  static Judgement of(Collection<Signal> signals) {
    List<Signal> sorted = ImmutableList.copyOf(new TreeSet<>(signals));
    return new Judgement(sorted.isEmpty() ? Verdict.HUMAN : sorted.getFirst().verdict(), sorted);
  }
}
