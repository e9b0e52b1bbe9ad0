package dev.kith.crm.http.intake;

import dev.kith.crm.application.lead.LeadUpserts;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.DeletedPolicy;

/** How imports read on pages. */
final class ImportWords {

  private ImportWords() {}

  static String status(ImportStatus.Name status) {
    return switch (status) {
      case UPLOADED -> "Not started";
      case CHECKING -> "Checking";
      case CHECKED -> "Checked";
      case RUNNING -> "Running";
      case PAUSED -> "Paused";
      case COMPLETED -> "Done";
      case COMPLETED_WITH_ERRORS -> "Done with errors";
      case FAILED -> "Failed";
      case CANCELLED -> "Cancelled";
      case REVERTING -> "Taking back";
      case REVERTED -> "Taken back";
    };
  }

  static String policy(ConflictPolicy policy) {
    return switch (policy) {
      case SKIP -> "Leave it as it is";
      case FILL_EMPTY -> "Fill its empty fields";
      case OVERWRITE -> "Overwrite it with what the file says";
      case NEWEST_WINS -> "Overwrite it if the row is newer";
      case REVIEW -> "Put the row aside for somebody to decide";
    };
  }

  static String deleted(DeletedPolicy policy) {
    return switch (policy) {
      case NEW -> "Leave it there and make a new lead";
      case RESTORE -> "Take it out of the bin";
      case ASK -> "Report the row, and decide later";
    };
  }

  /** A field that a row changes; a lead that comes out of the bin changes where it is. */
  static String field(FieldChange change) {
    return change.field().equals(LeadUpserts.DELETED)
        ? "In the bin"
        : LeadField.named(change.field()).map(LeadField::label).orElse(change.field());
  }

  static String tone(ImportStatus.Name status) {
    return switch (status) {
      case UPLOADED, CHECKED, PAUSED, COMPLETED_WITH_ERRORS -> "warn";
      case CHECKING, RUNNING, REVERTING -> "info";
      case COMPLETED -> "good";
      case FAILED -> "bad";
      case CANCELLED, REVERTED -> "";
    };
  }
}
