package dev.kith.crm.application.automation;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.DomainEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A kind of records that rules can be about. A feature that has such records registers one. */
public interface RecordKind {

  /** As in the subjects of its events, such as {@code lead}. */
  String type();

  /** For people, such as "Lead". */
  String label();

  /** What several are called, such as "Leads". */
  default String plural() {
    return label() + "s";
  }

  /** The types of the events that happen to such records, each with a name for people. */
  Map<String, String> events();

  /**
   * What conditions can ask for: of the record, by names that begin with its type, and of its
   * events, by names that begin with {@code event}.
   */
  List<Fact> facts();

  /**
   * The present state of records; those that do not exist are missing.
   *
   * @param ids few or many: one statement for all of them
   */
  Map<UUID, State> states(Collection<UUID> ids);

  /**
   * Ids of live records, in one order.
   *
   * @param last only those behind this one; null from the beginning
   * @param limit at most 200
   */
  List<UUID> after(@Nullable UUID last, int limit);

  /** What an event itself tells, by the names of {@link #facts}. */
  Map<String, Object> told(DomainEvent event);

  /**
   * What there is to know of a record.
   *
   * @param facts those that are known, by name
   * @param stay names the state that the record is in, and since when: another each time that it
   *     enters one
   * @param owner null where nobody owns it
   */
  record State(Map<String, Object> facts, String stay, @Nullable UserId owner) {
    public State {
      facts = ImmutableMap.copyOf(facts);
    }
  }
}
