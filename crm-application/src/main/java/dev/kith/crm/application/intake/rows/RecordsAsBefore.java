package dev.kith.crm.application.intake.rows;

import dev.kith.crm.application.intake.rows.RecordTakeBack.Trace;
import dev.kith.crm.application.lead.LeadUpserts.Kept;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records of one kind, which are removed and put back as they were by what people do with them as
 * well, so that permissions, rules, audit entries and events are those of everybody.
 */
public interface RecordsAsBefore {

  /**
   * A record as it is now.
   *
   * @param facts every field as text
   * @param removed whether it lies in the bin, or where there is none, is out of use
   */
  record Standing(Map<String, String> facts, boolean removed, @Nullable UUID mergedInto) {}

  RecordKind kind();

  /** What is going to be taken back: the records may be looked up by sets. */
  default void meet(List<Trace> traces) {}

  Optional<Standing> find(UUID record);

  Outcome<UUID> remove(UUID record);

  /** Between the values of a field that has several; null for other fields. */
  @Nullable String separator(String field);

  /** Whether {@link #restore} undoes the change of a field itself, from the trace. */
  default boolean undoesByItself(String field) {
    return false;
  }

  /**
   * Puts fields back. A refusal undoes the run of the caller.
   *
   * @param undone what each field is to say again
   * @param kept gets what stays of that which is undone by itself
   * @return whether anything is as it was
   */
  Outcome<Boolean> restore(Trace trace, List<FieldChange> undone, List<Kept> kept);

  /** Writes what has not been written yet. */
  default void save() {}
}
