package dev.kith.crm.http.pages;

import com.google.common.base.Ascii;
import com.google.common.base.Splitter;
import dev.kith.crm.domain.shared.Money;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How values read on pages. Moments are written in UTC; a script shows them in the reader's own
 * zone.
 */
public final class Words {

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final Splitter BLANKS = Splitter.onPattern("\\s+").omitEmptyStrings();

  private Words() {}

  /** {@code NO_BUDGET} reads "No budget". */
  public static String of(Enum<?> choice) {
    return ofChoice(choice.name());
  }

  public static String ofChoice(String name) {
    String lower = Ascii.toLowerCase(name).replace('_', ' ');
    return lower.isEmpty() ? "" : Ascii.toUpperCase(lower.charAt(0)) + lower.substring(1);
  }

  /** Codes with hyphens or dots read as words: {@code web-form} as "Web form". */
  public static String ofCode(String code) {
    return ofChoice(code.replace('-', '_').replace('.', '_'));
  }

  /** {@code lead.givenName} reads "Given name". */
  public static String ofField(String field) {
    String name = field.substring(field.lastIndexOf('.') + 1);
    StringBuilder words = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      words.append(Ascii.isUpperCase(c) ? " " : "").append(Ascii.toLowerCase(c));
    }
    return ofChoice(words.toString());
  }

  public static String moment(Instant instant) {
    return MOMENT.format(instant);
  }

  /** In whole percent; a dash where there is nothing to tell. */
  public static String percent(@Nullable Double part) {
    return part == null ? "–" : Math.round(100 * part) + " %";
  }

  /** Such as "12 d", "2 d 4 h", "5 h": in whole hours; a dash where there is nothing to tell. */
  public static String length(@Nullable Duration duration) {
    if (duration == null) {
      return "–";
    }
    long days = duration.toDays();
    int hours = duration.toHoursPart();
    if (days >= 10) {
      return number(days) + " d";
    }
    return days > 0
        ? days + " d" + (hours == 0 ? "" : " " + hours + " h")
        : hours > 0 ? hours + " h" : "<1 h";
  }

  public static String number(long number) {
    return String.format(Locale.ENGLISH, "%,d", number);
  }

  /** "EUR 12,400,000.5": the digits grouped, without zeros at the end. */
  public static String money(BigDecimal amount, @Nullable String currency) {
    DecimalFormat grouped =
        new DecimalFormat("#,##0.####", DecimalFormatSymbols.getInstance(Locale.ENGLISH));
    return (currency == null ? "" : currency + " ") + grouped.format(amount);
  }

  /** Amounts of several currencies, one after the other; a dash for none. */
  public static String money(List<Money> amounts) {
    return amounts.isEmpty()
        ? "–"
        : amounts.stream()
            .map(m -> money(m.amount(), m.currency().getCurrencyCode()))
            .collect(Collectors.joining(" + "));
  }

  /** "1 lead", "2,014 leads". */
  public static String count(long number, String one, String many) {
    return number(number) + " " + (number == 1 ? one : many);
  }

  /** "hour", "2 hours": what follows on "every". */
  public static String several(long number, String one, String many) {
    return number == 1 ? one : number(number) + " " + many;
  }

  public static String size(long bytes) {
    return bytes < 1024 * 1024
        ? number(Math.max(1, bytes / 1024)) + " kB"
        : String.format(Locale.ENGLISH, "%,.1f MB", bytes / 1024.0 / 1024.0);
  }

  /** The English name of a country by its code; the text itself where it is no code. */
  public static String country(String code) {
    String name = code.length() == 2 ? Locale.of("", code).getDisplayCountry(Locale.ENGLISH) : code;
    return name.isEmpty() ? code : name;
  }

  public static String initials(@Nullable String name) {
    List<String> parts = name == null ? List.of() : BLANKS.splitToList(name);
    if (parts.isEmpty()) {
      return "?";
    }
    String first = firstLetter(parts.getFirst());
    return parts.size() == 1 ? first : first + firstLetter(parts.getLast());
  }

  private static String firstLetter(String word) {
    return new String(Character.toChars(word.codePointAt(0))).toUpperCase(Locale.ROOT);
  }
}
