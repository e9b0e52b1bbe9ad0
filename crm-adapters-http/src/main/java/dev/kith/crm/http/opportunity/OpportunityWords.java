package dev.kith.crm.http.opportunity;

import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.http.pages.Visit;
import dev.kith.crm.http.pages.Words;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Opportunities in words. */
final class OpportunityWords {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

  private OpportunityWords() {}

  /** Null if there is none. */
  static @Nullable String amount(OpportunityView opportunity) {
    String amount = opportunity.get(OpportunityField.AMOUNT);
    return amount == null
        ? null
        : Words.money(new BigDecimal(amount), opportunity.get(OpportunityField.CURRENCY));
  }

  static @Nullable String closeDate(OpportunityView opportunity) {
    LocalDate date = opportunity.closeDate();
    return date == null ? null : DAY.format(date);
  }

  static String tone(String status) {
    return switch (status) {
      case "WON" -> "good";
      case "LOST" -> "bad";
      default -> "info";
    };
  }

  static boolean isOverdue(OpportunityView opportunity, LocalDate today) {
    LocalDate date = opportunity.closeDate();
    return opportunity.isOpen() && date != null && date.isBefore(today);
  }

  /** The day that it is for whoever looks. */
  static LocalDate today(Visit visit) {
    return LocalDate.ofInstant(visit.now(), visit.zone().orElse(ZoneOffset.UTC));
  }

  /** "3 days", "5 hours". */
  static String age(Instant since, Instant now) {
    return length(Duration.between(since, now));
  }

  static String length(Duration age) {
    return age.toDays() > 0
        ? Words.count(age.toDays(), "day", "days")
        : age.toHours() > 0 ? Words.count(age.toHours(), "hour", "hours") : "less than an hour";
  }
}
