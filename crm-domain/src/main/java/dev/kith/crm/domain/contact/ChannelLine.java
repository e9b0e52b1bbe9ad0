package dev.kith.crm.domain.contact;

import com.google.common.base.CharMatcher;
import com.google.common.base.Enums;
import dev.kith.crm.domain.shared.text.VisibleText;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An e-mail address or a telephone number as somebody wrote it down: a line such as {@code WORK
 * mara@vogel.example}. The type may be missing, and is {@link ChannelType#WORK} then. The first of
 * several lines is the primary one, unless another says {@code (primary)} at its end.
 */
public record ChannelLine(ChannelType type, String value, boolean primary) {

  private static final String PRIMARY = "(primary)";
  private static final CharMatcher BREAKS = CharMatcher.anyOf("\n\r\u000b\f\u0085\u2028\u2029");

  public static ChannelLine of(ChannelType type, String value) {
    return new ChannelLine(type, value, false);
  }

  /** The lines of a text that have something to see. */
  public static List<ChannelLine> read(@Nullable String text) {
    return text == null
        ? List.of()
        : text.lines().filter(line -> !VisibleText.isBlank(line)).map(ChannelLine::line).toList();
  }

  /** The lines as a text that is read back to the same. */
  public static String write(List<ChannelLine> lines) {
    return lines.stream().map(ChannelLine::text).collect(Collectors.joining("\n"));
  }

  private String text() {
    // A line stays one: what has several is no address, and is refused as such.
    return type + " " + BREAKS.replaceFrom(value, ' ') + (primary ? " " + PRIMARY : "");
  }

  private static ChannelLine line(String line) {
    String rest = line.strip();
    boolean primary = rest.toLowerCase(Locale.ROOT).endsWith(PRIMARY);
    if (primary) {
      rest = rest.substring(0, rest.length() - PRIMARY.length()).strip();
    }
    int blank = rest.indexOf(' ');
    ChannelType type =
        blank < 0
            ? null
            : Enums.getIfPresent(
                    ChannelType.class, rest.substring(0, blank).toUpperCase(Locale.ROOT))
                .orNull();
    return type == null
        ? new ChannelLine(ChannelType.WORK, rest, primary)
        : new ChannelLine(type, rest.substring(blank + 1).strip(), primary);
  }
}
