package dev.kith.crm.http.intake.duplicates;

import dev.kith.crm.domain.intake.duplicates.MatchDecision;
import dev.kith.crm.domain.intake.duplicates.MatchReason;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.http.pages.Words;
import java.util.Locale;

/** How matches read on pages. */
public final class DuplicateWords {

  private DuplicateWords() {}

  public static String decision(MatchDecision decision) {
    return switch (decision) {
      case BLOCK -> "Almost certainly the same";
      case WARN -> "Probably the same";
      case NONE -> "Not the same";
    };
  }

  public static String tone(MatchDecision decision) {
    return switch (decision) {
      case BLOCK -> "bad";
      case WARN -> "warn";
      case NONE -> "";
    };
  }

  /** "E-mail: same". */
  public static String reason(MatchReason reason) {
    return reason.code().equals("shared")
        ? "Place, phone and company: counted together"
        : field(reason.field()) + ": " + Words.ofCode(reason.code()).toLowerCase(Locale.ROOT);
  }

  /** The name of a field for people; some stand for several fields of a lead. */
  public static String field(String code) {
    return LeadField.named(code).map(LeadField::label).orElseGet(() -> Words.ofField(code));
  }

  public static String tone(MatchReason reason) {
    return reason.weight() > 0 ? "good" : "";
  }
}
