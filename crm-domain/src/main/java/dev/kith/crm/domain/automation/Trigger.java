package dev.kith.crm.domain.automation;

import com.google.common.collect.ImmutableSortedSet;
import java.util.Set;

/** When a rule looks at a record. */
public sealed interface Trigger {

  /** The types of events that a rule with this trigger must be told of. */
  Set<String> eventTypes();

  /**
   * As soon as one of these has happened to the record.
   *
   * @param types such as {@code lead.captured.v1}
   */
  record OnEvent(Set<String> types) implements Trigger {
    public OnEvent {
      types = ImmutableSortedSet.copyOf(types);
    }

    @Override
    public Set<String> eventTypes() {
      return types;
    }
  }
}
