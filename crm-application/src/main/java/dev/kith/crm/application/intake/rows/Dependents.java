package dev.kith.crm.application.intake.rows;

import dev.kith.crm.domain.intake.RecordKind;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Knows on which records others hang: they came later, and would be left hanging. */
public interface Dependents {

  /** What can hang on a record, and how that is told of it. */
  enum Dependent {
    CONTACTS("People are at it."),
    OPPORTUNITIES("Opportunities name it."),
    TASKS("Tasks are about it."),
    ROLES("Roles are kept of it."),
    CONVERSIONS("A lead was converted into it.");

    private final String told;

    Dependent(String told) {
      this.told = told;
    }

    public String told() {
      return told;
    }
  }

  /**
   * What hangs on each of these records; those on which nothing does are missing. What lies in the
   * bin hangs on nothing, and neither does what was undone.
   */
  Map<UUID, Set<Dependent>> of(RecordKind kind, Collection<UUID> records);
}
