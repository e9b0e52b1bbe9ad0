package dev.kith.crm.application.automation.webhook;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * What is told to another system. It is the same in every attempt.
 *
 * @param url where it goes
 * @param id names it: whoever gets it twice finds the same
 * @param at when the rule acted
 * @param eventType type of the event that the rule looked at
 * @param subject the record, as type/id
 * @param rule which rule
 * @param ruleVersion number of its version
 * @param facts what was known of record and event then: texts, whole numbers, moments, yes-or-no,
 *     and lists of texts
 */
public record WebhookMessage(
    URI url,
    String id,
    Instant at,
    String eventType,
    String subject,
    UUID rule,
    String ruleName,
    long ruleVersion,
    Map<String, Object> facts) {

  private static final String FACT = "fact ";
  private static final Splitter LINES = Splitter.on('\n');

  public WebhookMessage {
    facts = ImmutableSortedMap.copyOf(facts);
  }

  /** As jobs keep it. */
  Map<String, String> payload() {
    ImmutableMap.Builder<String, String> payload = ImmutableMap.builder();
    payload
        .put("url", url.toString())
        .put("id", id)
        .put("at", at.toString())
        .put("event", eventType)
        .put("subject", subject)
        .put("rule", rule.toString())
        .put("ruleName", ruleName)
        .put("ruleVersion", String.valueOf(ruleVersion));
    facts.forEach((name, value) -> payload.put(FACT + name, typed(value)));
    return payload.buildOrThrow();
  }

  static WebhookMessage of(Map<String, String> payload) {
    Map<String, Object> facts = new LinkedHashMap<>();
    payload.forEach((name, text) -> {
      if (name.startsWith(FACT)) {
        facts.put(name.substring(FACT.length()), value(text));
      }
    });
    return new WebhookMessage(
        URI.create(said(payload, "url")),
        said(payload, "id"),
        Instant.parse(said(payload, "at")),
        said(payload, "event"),
        said(payload, "subject"),
        UUID.fromString(said(payload, "rule")),
        said(payload, "ruleName"),
        Long.parseLong(said(payload, "ruleVersion")),
        facts);
  }

  private static String said(Map<String, String> payload, String name) {
    return Objects.requireNonNull(payload.get(name), name);
  }

  /** The first letter says what the rest is. */
  private static String typed(Object value) {
    return switch (value) {
      case Long number -> "n" + number;
      case Boolean flag -> "b" + flag;
      case Instant moment -> "t" + moment;
      case Iterable<?> texts -> {
        StringBuilder list = new StringBuilder("l");
        texts.forEach(text -> list.append(text).append('\n'));
        yield list.toString();
      }
      default -> "s" + value;
    };
  }

  private static Object value(String typed) {
    String text = typed.substring(1);
    return switch (typed.charAt(0)) {
      case 'n' -> Long.valueOf(text);
      case 'b' -> Boolean.valueOf(text);
      case 't' -> Instant.parse(text);
      case 'l' ->
          text.isEmpty() ? List.of() : LINES.splitToList(text.substring(0, text.length() - 1));
      default -> text;
    };
  }
}
