package dev.kith.crm.messaging.vies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.intake.validation.VatRegister;
import dev.kith.crm.domain.intake.taxid.TaxNumber;
import dev.kith.crm.domain.intake.validation.Registration;
import dev.kith.crm.messaging.http.GuardedHttp;
import dev.kith.crm.messaging.http.HttpAnswer;
import dev.kith.crm.messaging.http.HttpLimits;
import dev.kith.crm.messaging.http.HttpQuestion;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks by {@code POST /check-vat-number}, number by number. Behind VIES stand the registers of the
 * member states, any of which may be shut at night: only a plain yes or no counts, all else leaves
 * the number unanswered.
 */
public final class ViesRegister implements VatRegister {

  private static final Logger LOG = LoggerFactory.getLogger(ViesRegister.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Registration UNANSWERED = new Registration.Unanswered();

  /** The member states by the prefix of their numbers, which for Greece is not its ISO code. */
  private static final ImmutableSet<String> PREFIXES =
      ImmutableSet.of(
          "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "EL", "ES", "FI", "FR", "HR", "HU", "IE",
          "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK");

  private final GuardedHttp http;
  private final URI endpoint;
  private final Duration timeout;

  /**
   * @param base the address of the interface, without {@code /check-vat-number}
   * @param timeout for all numbers that are asked for at once
   */
  public ViesRegister(GuardedHttp http, URI base, Duration timeout) {
    this.http = http;
    this.endpoint =
        URI.create(CharMatcher.is('/').trimTrailingFrom(base.toString()) + "/check-vat-number");
    this.timeout = timeout;
  }

  @Override
  public boolean covers(TaxNumber number) {
    String prefix = prefix(number);
    return PREFIXES.contains(prefix) && number.number().startsWith(prefix);
  }

  @Override
  public Map<TaxNumber, Registration> lookUp(Set<TaxNumber> numbers) {
    long deadline = System.nanoTime() + timeout.toNanos();
    Map<TaxNumber, Registration> answers = new HashMap<>();
    for (TaxNumber number : numbers) {
      long left = deadline - System.nanoTime();
      answers.put(number, left <= 0 ? UNANSWERED : lookUp(number, Duration.ofNanos(left)));
    }
    return answers;
  }

  private Registration lookUp(TaxNumber number, Duration left) {
    String prefix = prefix(number);
    String question =
        JSON.createObjectNode()
            .put("countryCode", prefix)
            .put("vatNumber", number.number().substring(prefix.length()))
            .toString();
    Duration time = left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
    return switch (http.ask(
        HttpQuestion.postJson(endpoint, question), HttpLimits.USUAL.within(time))) {
      case HttpAnswer.Answered answered when answered.isSuccess() -> read(answered.text());
      case HttpAnswer.Answered(var status, var text) -> {
        LOG.warn("The VAT register answered with status {}.", status);
        yield UNANSWERED;
      }
      case HttpAnswer.Unanswered(var why, var detail) -> {
        LOG.warn("The VAT register did not answer: {}, {}.", why, detail);
        yield UNANSWERED;
      }
    };
  }

  private static Registration read(String text) {
    JsonNode answer;
    try {
      answer = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      LOG.warn("The VAT register answered with something other than JSON.");
      return UNANSWERED;
    }
    String trouble = answer.path("userError").asText("");
    boolean plain = trouble.isEmpty() || trouble.equals("VALID") || trouble.equals("INVALID");
    if (!answer.path("valid").isBoolean() || !plain) {
      LOG.warn("The VAT register could not say: {}.", trouble);
      return UNANSWERED;
    }
    return answer.path("valid").booleanValue()
        ? new Registration.Registered(told(answer.path("name")), told(answer.path("address")))
        : new Registration.NotRegistered();
  }

  /** Member states that do not tell send dashes. */
  private static @Nullable String told(JsonNode text) {
    String told = text.asText("").strip();
    return CharMatcher.is('-').matchesAllOf(told) ? null : told;
  }

  private static String prefix(TaxNumber number) {
    return number.country().code().equals("GR") ? "EL" : number.country().code();
  }
}
