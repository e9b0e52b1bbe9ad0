package dev.kith.crm.http.intake;

import com.google.common.base.Ascii;
import dev.kith.crm.application.lead.BroughtAlong;
import dev.kith.crm.application.lead.LeadUpserts;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.attribution.TouchContent;
import dev.kith.crm.domain.intake.attribution.TouchText;
import dev.kith.crm.domain.lead.ConsentProof;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.DeletedPolicy;
import dev.kith.crm.http.pages.Words;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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

  /** What one of the rows is; null for leads. */
  static String singular(@Nullable RecordKind kind) {
    return kind == null ? "lead" : kind.singular();
  }

  static String plural(@Nullable RecordKind kind) {
    return kind == null ? "leads" : kind.plural();
  }

  /** The sign of the place where they are listed. */
  static String sign(@Nullable RecordKind kind) {
    return switch (kind) {
      case null -> "lead";
      case ACCOUNT -> "company";
      case CONTACT -> "contact";
      case OPPORTUNITY -> "deal";
      case PRODUCT -> "box";
    };
  }

  /** At the beginning of a line. */
  static String title(@Nullable RecordKind kind) {
    String plural = plural(kind);
    return Ascii.toUpperCase(plural.charAt(0)) + plural.substring(1);
  }

  /** By what a row that is no lead is recognised. */
  static String recognised(@Nullable RecordKind kind) {
    return switch (kind) {
      case null -> "";
      case ACCOUNT ->
          "An account with the external id or a domain of the row is the same; where a row says"
              + " neither, one that is called the same.";
      case CONTACT ->
          "A contact with the external id of the row, or its first e-mail address as the primary"
              + " one, is the same.";
      case OPPORTUNITY ->
          "An opportunity with the external id of the row is the same; without one, every row is"
              + " a new opportunity.";
      case PRODUCT ->
          "A product with the external id or the key of the row is the same; where a row says"
              + " neither, one that is called the same.";
    };
  }

  /** Whether it can be said of what the rows are. */
  static boolean isFor(@Nullable RecordKind kind, ConflictPolicy policy) {
    return switch (policy) {
      case SKIP, FILL_EMPTY, OVERWRITE -> true;
      case REVIEW -> kind != RecordKind.OPPORTUNITY;
      case NEWEST_WINS -> kind == null;
    };
  }

  /** A field that a row changes, of whatever the rows are. */
  static String field(@Nullable RecordKind kind, FieldChange change) {
    return kind == null
        ? field(change)
        : ImportTarget.named(kind.singular() + "." + change.field())
            .map(ImportTarget::label)
            .orElse(change.field());
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
    return switch (change.field()) {
      case LeadUpserts.DELETED -> "In the bin";
      case BroughtAlong.TOUCH -> "Touch";
      case LeadUpserts.CONSENT_PROOF -> "Proof of consent";
      default -> ImportTarget.named(change.field()).map(ImportTarget::label).orElse(change.field());
    };
  }

  /** What a field says before or after. */
  static String said(FieldChange change, @Nullable String value) {
    return switch (change.field()) {
      case LeadUpserts.DELETED -> value == null ? "No" : "Yes";
      case BroughtAlong.TOUCH -> value == null ? "(none)" : touch(TouchText.content(value));
      case LeadUpserts.CONSENT_PROOF ->
          value == null ? "(none)" : ConsentProof.parse(value).summary();
      case LeadUpserts.CONSENT_AT -> value == null ? "(empty)" : Words.moment(Instant.parse(value));
      default -> value == null ? "(empty)" : value;
    };
  }

  private static String touch(TouchContent touch) {
    return Stream.of(
            Stream.of(
                touch.campaign().utmSource(),
                touch.campaign().utmMedium(),
                touch.campaign().utmCampaign(),
                touch.campaign().utmTerm(),
                touch.campaign().utmContent()),
            touch.clickIds().stream().map(id -> id.name() + " " + id.value()),
            Stream.of(touch.landingPage(), touch.referrer(), Words.moment(touch.at())))
        .flatMap(part -> part)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" · "));
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
