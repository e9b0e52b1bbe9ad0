package dev.kith.crm.domain.lead;

import com.google.common.base.Splitter;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * By what it can be proven that somebody has agreed: of which kind the proof is, where it can be
 * looked up, and to what they agreed, in the words that they were shown.
 *
 * @param reference such as the number of a form, of a recording, or of a message
 * @param wording the text that was agreed to
 * @param at when the proof came about, such as when the link of a double opt-in was followed; null
 *     if it is as old as the consent
 */
public record ConsentProof(
    Kind kind, @Nullable String reference, @Nullable String wording, @Nullable Instant at) {

  public static final int LONGEST_REFERENCE = 500;
  public static final int LONGEST_WORDING = 10_000;

  private static final Splitter PARTS = Splitter.on('&').omitEmptyStrings();

  /** Of which kind a proof is. Stored by name. */
  public enum Kind {
    FORM("Form"),
    DOUBLE_OPT_IN("Double opt-in"),
    CALL("Call"),
    PAPER("Paper"),
    MESSAGE("Message"),
    IN_PERSON("In person"),
    IMPORT("Import"),
    OTHER("Other");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** The name for people, in English. */
    public String label() {
      return label;
    }

    /** By its name or label, however it is written: {@code double opt-in}, {@code FORM}. */
    public static Optional<Kind> named(String text) {
      String wanted = letters(text);
      return Arrays.stream(values()).filter(kind -> letters(kind.name()).equals(wanted)).findAny();
    }

    private static String letters(String text) {
      return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
  }

  /** All that is wrong with it is told at once, at the names of its parts. */
  public Outcome<ConsentProof> read(Instant now) {
    Checks checks = new Checks();
    String where = checks.text("reference", reference, LONGEST_REFERENCE, false);
    String what = checks.text("wording", wording, LONGEST_WORDING, true);
    boolean unreadable = (where == null && reference != null) || (what == null && wording != null);
    if (where == null && what == null && !(unreadable && isSaid())) {
      checks.add(
          "reference", "required", "Say where the proof can be looked up, or what was agreed to.");
    }
    if (at != null && at.isAfter(now)) {
      checks.add("at", "consent-in-the-future", "This has not been said yet.");
    }
    return checks.orRefuse(() ->
        new ConsentProof(kind, where, what, at == null ? null : at.truncatedTo(ChronoUnit.MICROS)));
  }

  private boolean isSaid() {
    return Stream.of(reference, wording).filter(Objects::nonNull).anyMatch(text -> !text.isBlank());
  }

  /** In one line, for where evidence is a text: {@code Double opt-in: message 4711}. */
  public String summary() {
    String said =
        (reference == null ? Objects.requireNonNull(wording) : reference).replaceAll("\\s+", " ");
    boolean fits = said.codePointCount(0, said.length()) <= LONGEST_REFERENCE;
    return kind.label()
        + ": "
        + (fits ? said : said.substring(0, said.offsetByCodePoints(0, LONGEST_REFERENCE)) + "…");
  }

  /** As one line that {@link #parse} reads back. */
  public String text() {
    Map<String, @Nullable String> parts = new HashMap<>();
    parts.put("kind", kind.name());
    parts.put("reference", reference);
    parts.put("wording", wording);
    parts.put("at", at == null ? null : at.toString());
    return Stream.of("kind", "reference", "wording", "at")
        .flatMap(name ->
            Stream.ofNullable(parts.get(name))
                .map(value -> name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
        .collect(Collectors.joining("&"));
  }

  /** What {@link #text} has written down. */
  public static ConsentProof parse(String text) {
    Map<String, String> parts = new HashMap<>();
    for (String part : PARTS.split(text)) {
      int sign = part.indexOf('=');
      parts.put(
          part.substring(0, sign),
          URLDecoder.decode(part.substring(sign + 1), StandardCharsets.UTF_8));
    }
    String at = parts.get("at");
    return new ConsentProof(
        Kind.valueOf(Objects.requireNonNull(parts.get("kind"))),
        parts.get("reference"),
        parts.get("wording"),
        at == null ? null : Instant.parse(at));
  }
}
