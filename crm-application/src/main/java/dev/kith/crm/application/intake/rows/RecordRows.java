package dev.kith.crm.application.intake.rows;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Brings in rows that are records of one kind, in the name of one actor, whose permissions count. A
 * row is what it says by {@link dev.kith.crm.domain.intake.RecordKind#fields}; nothing that is
 * empty is among it.
 */
public interface RecordRows {

  /** What became of a row. */
  sealed interface Brought {}

  record Created(UUID id) implements Brought {}

  /**
   * @param version the record's, now
   */
  record Changed(UUID id, List<FieldChange> changes, long version) implements Brought {
    public Changed {
      changes = ImmutableList.copyOf(changes);
    }
  }

  /** The record would be changed, but somebody is to decide. */
  record PutAside(UUID id, List<FieldChange> changes) implements Brought {
    public PutAside {
      changes = ImmutableList.copyOf(changes);
    }
  }

  /** The record is there, and stays as it is. */
  record Left(String code, String reason) implements Brought {}

  /** Rows that are going to be brought in: what they refer to may be looked up by sets. */
  default void meet(List<Map<String, String>> rows, ConflictPolicy policy) {}

  /** Writes what has not been written yet. */
  default void save() {}

  /** What is wrong with a row whatever records there are. */
  List<Violation> flaws(Map<String, String> row);

  /** By what another row of the same file would be about the same record; none: it never is. */
  Set<String> keys(Map<String, String> row);

  /**
   * Creates the record, or does with one that is there what the policy says. A refusal undoes the
   * run of the caller.
   */
  Outcome<Brought> bring(Map<String, String> row, ConflictPolicy policy);
}
