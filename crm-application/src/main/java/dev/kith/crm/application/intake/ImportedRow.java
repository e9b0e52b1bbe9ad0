package dev.kith.crm.application.intake;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.lead.BroughtAlong;
import dev.kith.crm.application.lead.LeadUpserts;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.domain.intake.attribution.TouchHistory;
import dev.kith.crm.domain.lead.LeadField;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * A row that created or changed a record, would, or waits for somebody to decide whether it does.
 *
 * @param row its number among the rows of data, counted from 1
 * @param record of a check, only one that was there already means anything
 * @param fate created, updated, or to be reviewed
 * @param changes the fields that were changed, {@code deleted} among them where it came out of the
 *     bin; none where it was created
 * @param version the one of the record, after that, or when the row was put aside; 0 where it was
 *     not kept
 */
public record ImportedRow(
    long row, long line, RowFate fate, UUID record, List<FieldChange> changes, long version) {

  public ImportedRow {
    changes = ImmutableList.copyOf(changes);
  }

  /** The row for somebody from whom these fields of leads are hidden. */
  public ImportedRow without(Set<String> masked) {
    if (masked.isEmpty()) {
      return this;
    }
    ImportedRow seen = keeping(change -> !isHidden(change.field(), masked));
    return masked.contains(LeadField.CONSENT_EVIDENCE.code()) ? seen.withoutProof() : seen;
  }

  private ImportedRow withoutProof() {
    return new ImportedRow(
        row,
        line,
        fate,
        record,
        changes.stream()
            .filter(change -> !change.field().equals(LeadUpserts.CONSENT_PROOF))
            .toList(),
        version);
  }

  /**
   * The row with some of its changes; when and by what consents were said is nothing without one of
   * them.
   */
  public ImportedRow keeping(Predicate<FieldChange> wanted) {
    boolean saysConsent = changes.stream().filter(ImportedRow::isConsent).anyMatch(wanted);
    return new ImportedRow(
        row,
        line,
        fate,
        record,
        changes.stream()
            .filter(
                change -> LeadUpserts.isBesidesConsents(change) ? saysConsent : wanted.test(change))
            .toList(),
        version);
  }

  private static boolean isConsent(FieldChange change) {
    return LeadField.named(change.field()).filter(LeadField::isConsent).isPresent();
  }

  private static boolean isHidden(String field, Set<String> masked) {
    return masked.contains(field)
        || (field.equals(BroughtAlong.TOUCH) && TouchHistory.isHidden(masked));
  }
}
