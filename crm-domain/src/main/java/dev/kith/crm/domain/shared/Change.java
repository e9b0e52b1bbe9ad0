package dev.kith.crm.domain.shared;

import com.google.common.collect.ImmutableList;
import java.util.List;

/** What a decision leads to: the next state of the aggregate, and what happened. */
public record Change<A>(A next, List<DomainEvent> events) {

  public Change {
    events = List.copyOf(events);
  }

  public static <A> Change<A> of(A next, DomainEvent... events) {
    return new Change<>(next, List.of(events));
  }

  /** Nothing happened: the aggregate is as it was. Nothing is saved or announced. */
  public static <A> Change<A> none(A same) {
    return new Change<>(same, List.of());
  }

  /** The same change, of which more is told. */
  public Change<A> with(List<? extends DomainEvent> more) {
    return more.isEmpty()
        ? this
        : new Change<>(
            next, ImmutableList.<DomainEvent>builder().addAll(events).addAll(more).build());
  }
}
