package dev.kith.crm.application.kernel;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.shared.Aggregate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of an aggregate while nothing was written: each state that it went through, of which
 * stores keep the last, and write down what the others leave behind.
 *
 * @param before as it is stored; null if it is new
 * @param states one version each, the first right behind what is stored; never empty
 */
public record Course<A extends Aggregate>(@Nullable A before, List<A> states) {

  public Course {
    states = ImmutableList.copyOf(states);
  }

  public A last() {
    return states.getLast();
  }

  /** The version under which it must be stored, if it is. */
  public long storedVersion() {
    return states.getFirst().revision().version() - 1;
  }
}
