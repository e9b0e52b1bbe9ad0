package dev.kith.crm.application.list;

import com.google.common.base.Ascii;
import dev.kith.crm.application.list.FilterTokens.Token;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads a value of a filter as the type of its field. */
final class FilterValues {

  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,20}(\\.\\d{1,10})?");

  /** What every supported database can hold in a timestamp. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private FilterValues() {}

  static Outcome<Object> read(Field<?> field, Filter.Op op, Token token) {
    boolean partOfText = op == Filter.Op.CONTAINS || op == Filter.Op.STARTS_WITH;
    boolean isOfMany = field.type() == Field.Type.TEXTS || field.type() == Field.Type.IDS;
    if (isOfMany && isOrdered(op)) {
      return wrong(
          token,
          "\"" + op.word() + "\" compares what has an order, and " + field.name() + " has none");
    }
    if (partOfText && field.type() != Field.Type.TEXT && field.type() != Field.Type.TEXTS) {
      return wrong(
          token, "\"" + op.word() + "\" works on texts only, and " + field.name() + " is none");
    }
    if (token.kind() == Token.Kind.WORD && Ascii.equalsIgnoreCase(token.text(), "null")) {
      // As a text it would silently find nothing, which is not what anybody means by it.
      return wrong(
          token,
          "what is empty is found by \"" + field.name() + " isNull\", and a text has quotes");
    }
    return switch (field.type()) {
      case TEXT -> text(token, token.text());
      case TEXTS_BY_NAME -> wrong(token, field.name() + " cannot be compared");
      case TEXTS -> text(token, Normalizer.normalize(token.text(), Normalizer.Form.NFC));
      case NUMBER -> number(field, token);
      case DECIMAL ->
          DECIMAL.matcher(token.text()).matches()
              ? Outcome.done(new BigDecimal(token.text()))
              : wrong(token, field.name() + " is compared with a number such as 1250.50");
      case BOOLEAN ->
          switch (token.text()) {
            case "true" -> Outcome.done(true);
            case "false" -> Outcome.done(false);
            default -> wrong(token, field.name() + " is compared with true or false");
          };
      case INSTANT -> instant(field, token);
      case DATE -> date(field, token);
      case ID, IDS ->
          UUID_FORM.matcher(token.text()).matches()
              ? Outcome.done(UUID.fromString(token.text()))
              : wrong(token, field.name() + " is compared with an id");
      case CHOICE -> choice(field, token);
    };
  }

  private static Outcome<Object> text(Token token, String text) {
    return text.indexOf('\0') >= 0
        ? wrong(token, "a text must not contain the NUL character")
        : Outcome.done(text);
  }

  private static boolean isOrdered(Filter.Op op) {
    return switch (op) {
      case GT, GE, LT, LE, BETWEEN -> true;
      case EQ, NE, IN, CONTAINS, STARTS_WITH, IS_NULL -> false;
    };
  }

  private static Outcome<Object> number(Field<?> field, Token token) {
    try {
      return Outcome.done(Long.valueOf(token.text()));
    } catch (NumberFormatException e) {
      return wrong(token, field.name() + " is compared with a whole number");
    }
  }

  private static Outcome<Object> instant(Field<?> field, Token token) {
    String text = token.text().toUpperCase(Locale.ROOT);
    try {
      Instant instant =
          text.indexOf('T') < 0
              ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
              : OffsetDateTime.parse(text).toInstant();
      return instant.isBefore(EARLIEST) || instant.isAfter(LATEST)
          ? wrong(token, "a moment lies in the years 1 to 9999")
          : Outcome.done(instant.truncatedTo(ChronoUnit.MICROS));
    } catch (DateTimeException e) {
      return wrong(
          token,
          field.name()
              + " is compared with a moment such as 2026-03-01T08:00:00Z or a date (which begins at"
              + " midnight UTC)");
    }
  }

  private static Outcome<Object> date(Field<?> field, Token token) {
    try {
      LocalDate date = LocalDate.parse(token.text());
      return date.getYear() < 1 || date.getYear() > 9999
          ? wrong(token, "a date lies in the years 1 to 9999")
          : Outcome.done(date);
    } catch (DateTimeException e) {
      return wrong(token, field.name() + " is compared with a date such as 2026-03-01");
    }
  }

  private static Outcome<Object> choice(Field<?> field, Token token) {
    return field.choices().contains(token.text())
        ? Outcome.done(token.text())
        : wrong(
            token,
            field.name()
                + " is one of "
                + String.join(", ", field.choices())
                + Suggestions.nearest(token.text(), field.choices())
                    .map(n -> " (did you mean " + n + "?)")
                    .orElse(""));
  }

  private static Outcome<Object> wrong(Token token, String why) {
    return Outcome.refused(
        Invalid.of(
            Violation.at(
                "filter",
                "filter-value",
                "At column "
                    + token.column()
                    + ": "
                    + why
                    + "; \""
                    + token.text()
                    + "\" does not fit.")));
  }
}
