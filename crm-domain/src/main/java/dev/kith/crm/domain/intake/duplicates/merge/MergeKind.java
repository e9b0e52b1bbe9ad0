package dev.kith.crm.domain.intake.duplicates.merge;

import dev.kith.crm.domain.shared.Subject;
import java.util.Locale;
import java.util.UUID;

/** Which records can become one; only those of one kind do. */
public enum MergeKind {
  LEAD,
  ACCOUNT,
  CONTACT;

  /** As in subjects, addresses and permissions. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Subject subjectOf(UUID id) {
    return new Subject(code(), id);
  }
}
