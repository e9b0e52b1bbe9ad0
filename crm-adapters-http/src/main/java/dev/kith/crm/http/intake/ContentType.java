package dev.kith.crm.http.intake;

import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.source.Declared;
import dev.kith.crm.domain.intake.source.Encoding;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a content type says about a file: {@code charset} and, by RFC 4180, {@code header}. */
final class ContentType {

  private ContentType() {}

  static Declared declared(long bytes, @Nullable String contentType) {
    Map<String, String> parameters = parameters(contentType == null ? "" : contentType);
    return new Declared(
        bytes,
        Encoding.named(parameters.getOrDefault("charset", "none")).orElse(null),
        switch (parameters.getOrDefault("header", "")) {
          case "present" -> HeaderRow.PRESENT;
          case "absent" -> HeaderRow.NONE;
          default -> HeaderRow.UNDECIDED;
        });
  }

  private static Map<String, String> parameters(String contentType) {
    Map<String, String> parameters = new TreeMap<>();
    for (String part : contentType.split(";", 20)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parameters.put(
            part.substring(0, equals).strip().toLowerCase(Locale.ROOT),
            part.substring(equals + 1).replace("\"", "").strip().toLowerCase(Locale.ROOT));
      }
    }
    return parameters;
  }
}
