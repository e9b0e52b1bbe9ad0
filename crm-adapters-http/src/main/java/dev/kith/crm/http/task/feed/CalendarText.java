package dev.kith.crm.http.task.feed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes content lines of RFC 5545 (section 3.1): escaped, folded, ended by CR and LF. */
final class CalendarText {

  /** In octets of UTF-8, the line's end not counted. */
  private static final int LONGEST_LINE = 75;

  private static final DateTimeFormatter MOMENT =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final StringBuilder written = new StringBuilder();

  CalendarText begin(String component) {
    return line("BEGIN", component);
  }

  CalendarText end(String component) {
    return line("END", component);
  }

  /** A text of people; nothing where there is none. */
  CalendarText text(String property, @Nullable String text) {
    return text == null || text.isEmpty() ? this : line(property, escaped(text));
  }

  CalendarText moment(String property, Instant at) {
    return line(property, MOMENT.format(at));
  }

  CalendarText day(String property, LocalDate day) {
    return line(property + ";VALUE=DATE", DateTimeFormatter.BASIC_ISO_DATE.format(day));
  }

  /** A property whose value is written as it is. */
  CalendarText line(String property, String value) {
    String line = property + ":" + value;
    int octets = 0;
    for (int i = 0; i < line.length(); ) {
      int character = line.codePointAt(i);
      String text = Character.toString(character);
      int size = text.getBytes(StandardCharsets.UTF_8).length;
      if (octets + size > LONGEST_LINE) {
        written.append("\r\n ");
        octets = 1;
      }
      written.append(text);
      octets += size;
      i += text.length();
    }
    written.append("\r\n");
    return this;
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.replace("\r\n", "\n")
        .codePoints()
        .forEach(c -> {
          switch (c) {
            case '\\', ';', ',' -> escaped.append('\\').appendCodePoint(c);
            case '\n', '\r' -> escaped.append("\\n");
            case '\t' -> escaped.append(' ');
            default -> {
              if (!Character.isISOControl(c)) {
                escaped.appendCodePoint(c);
              }
            }
          }
        });
    return escaped.toString();
  }

  @Override
  public String toString() {
    return written.toString();
  }
}
