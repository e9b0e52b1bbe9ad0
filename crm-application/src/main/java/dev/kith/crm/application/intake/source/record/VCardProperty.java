package dev.kith.crm.application.intake.source.record;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A property of a visiting card: unfolded, and with quoted-printable turned back.
 *
 * @param name in capitals, without its group
 * @param parameters in capitals, such as {@code TYPE=WORK} or {@code PREF}
 * @param value as it stands, its escapes still in it
 */
record VCardProperty(String name, List<String> parameters, String value) {

  static List<VCardProperty> of(List<String> lines) {
    List<VCardProperty> properties = new ArrayList<>();
    for (String line : unfolded(lines)) {
      int colon = endOfName(line);
      if (colon > 0) {
        properties.add(of(line.substring(0, colon), line.substring(colon + 1)));
      }
    }
    return properties;
  }

  private static VCardProperty of(String head, String value) {
    String[] parts = head.toUpperCase(Locale.ROOT).split(";", -1);
    List<String> parameters = List.of(parts).subList(1, parts.length);
    String name = parts[0].substring(parts[0].lastIndexOf('.') + 1).strip();
    return new VCardProperty(
        name,
        parameters,
        isQuotedPrintable(parameters) ? decoded(value, charset(parameters)) : value);
  }

  /**
   * A line that begins with a blank goes on with the one before; so does one after a soft break.
   */
  private static List<String> unfolded(List<String> lines) {
    List<String> whole = new ArrayList<>();
    for (String line : lines) {
      String before = whole.isEmpty() ? "" : whole.getLast();
      if (before.endsWith("=") && before.toUpperCase(Locale.ROOT).contains("QUOTED-PRINTABLE")) {
        whole.set(whole.size() - 1, before.substring(0, before.length() - 1) + line);
      } else if (!whole.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"))) {
        whole.set(whole.size() - 1, before + line.substring(1));
      } else {
        whole.add(line);
      }
    }
    return whole;
  }

  /** A colon may also stand in a parameter that is quoted. */
  private static int endOfName(String line) {
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      quoted ^= c == '"';
      if (c == ':' && !quoted) {
        return i;
      }
    }
    return -1;
  }

  boolean isPreferred() {
    return parameters.stream()
        .anyMatch(p -> p.equals("PREF") || p.equals("PREF=1") || p.matches("TYPE=.*\\bPREF\\b.*"));
  }

  String text() {
    return unescaped(value);
  }

  /** A part of a value that semicolons divide; empty if it has not so many. */
  String part(int index) {
    int at = 0;
    int from = 0;
    for (int i = 0; i <= value.length(); i++) {
      boolean ends = i == value.length() || (value.charAt(i) == ';' && !isEscaped(i));
      if (ends) {
        if (at == index) {
          return unescaped(value.substring(from, i));
        }
        at++;
        from = i + 1;
      }
    }
    return "";
  }

  private boolean isEscaped(int at) {
    return at > 0 && value.charAt(at - 1) == '\\';
  }

  private static String unescaped(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        char escaped = text.charAt(i);
        plain.append(escaped == 'n' || escaped == 'N' ? '\n' : escaped);
      } else {
        plain.append(c);
      }
    }
    return plain.toString().strip();
  }

  private static boolean isQuotedPrintable(List<String> parameters) {
    return parameters.stream().anyMatch(p -> p.endsWith("QUOTED-PRINTABLE"));
  }

  private static Charset charset(List<String> parameters) {
    for (String parameter : parameters) {
      String name = parameter.startsWith("CHARSET=") ? parameter.substring(8) : "";
      if (!name.isEmpty() && name.matches("[A-Z0-9._:+-]+") && Charset.isSupported(name)) {
        return Charset.forName(name);
      }
    }
    return StandardCharsets.UTF_8;
  }

  private static String decoded(String value, Charset charset) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < value.length(); i++) {
      int high = i + 2 < value.length() ? Character.digit(value.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(value.charAt(i + 2), 16);
      if (value.charAt(i) == '=' && low >= 0) {
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        String character = Character.toString(value.codePointAt(i));
        bytes.writeBytes(character.getBytes(charset));
        i += character.length() - 1;
      }
    }
    return bytes.toString(charset);
  }
}
