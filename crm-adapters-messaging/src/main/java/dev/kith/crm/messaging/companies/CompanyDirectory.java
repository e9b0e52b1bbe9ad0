package dev.kith.crm.messaging.companies;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kith.crm.application.intake.enrichment.Enquiry;
import dev.kith.crm.application.intake.enrichment.EnrichmentSource;
import dev.kith.crm.application.intake.enrichment.OwnedDomains;
import dev.kith.crm.application.intake.enrichment.SourceAnswer;
import dev.kith.crm.domain.intake.enrichment.Hint;
import dev.kith.crm.messaging.http.GuardedHttp;
import dev.kith.crm.messaging.http.HttpAnswer;
import dev.kith.crm.messaging.http.HttpLimits;
import dev.kith.crm.messaging.http.HttpQuestion;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks by {@code GET}, domain by domain, a few at the same time. A directory that answers with 404
 * or 204 knows nothing of a domain; what makes no sense leaves it unanswered. An answer that names
 * another domain than was asked for is about somebody else, and is not believed.
 *
 * <p>Only domains that somebody owns are asked about, and nothing but the domain is sent.
 */
public final class CompanyDirectory implements EnrichmentSource {

  static final String NAME = "company-directory";

  /** Where the domain is put into the address. */
  public static final String PLACE = "{domain}";

  private static final Logger LOG = LoggerFactory.getLogger(CompanyDirectory.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SourceAnswer NOTHING = new SourceAnswer.Says(List.of());
  private static final SourceAnswer SILENT = new SourceAnswer.Silent();
  private static final int AT_ONCE = 8;

  private final GuardedHttp http;
  private final String template;
  private final Map<String, String> headers;
  private final AnswerShape shape;
  private final Duration timeout;
  private final OwnedDomains domains;

  /**
   * @param template the address, with {@value #PLACE} in its path or query
   * @param headers sent with every question, such as a key
   * @param timeout for all domains that are asked for at once
   */
  public CompanyDirectory(
      GuardedHttp http,
      String template,
      Map<String, String> headers,
      AnswerShape shape,
      Duration timeout,
      OwnedDomains domains) {
    this.http = http;
    this.template = template;
    this.headers = Map.copyOf(headers);
    this.shape = shape;
    this.timeout = timeout;
    this.domains = domains;
  }

  /** What is wrong with a template, as a sentence without its subject; empty if nothing is. */
  public static Optional<String> problem(String template) {
    int at = template.indexOf(PLACE);
    if (at < 0 || template.indexOf(PLACE, at + 1) >= 0) {
      return Optional.of("must hold " + PLACE + " once");
    }
    URI uri;
    URI other;
    try {
      uri = address(template, "example.com");
      other = address(template, "example.org");
    } catch (IllegalArgumentException e) {
      return Optional.of("must be an address such as https://partner.example/find?domain={domain}");
    }
    // A domain that chose the host would be asked itself.
    return GuardedHttp.problem(uri)
        .or(() ->
            uri.getRawAuthority().equals(other.getRawAuthority())
                ? Optional.empty()
                : Optional.of("must hold " + PLACE + " behind its host"));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Optional<String> question(Enquiry enquiry) {
    return Optional.ofNullable(enquiry.content().profile().email()).flatMap(domains::of);
  }

  @Override
  public Map<String, SourceAnswer> ask(Set<String> questions) {
    long deadline = System.nanoTime() + timeout.toNanos();
    Map<String, SourceAnswer> answers = new ConcurrentHashMap<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(
            Math.min(AT_ONCE, Math.max(1, questions.size())), Thread.ofVirtual().factory())) {
      questions.forEach(
          domain -> threads.execute(() -> answers.put(domain, ask(domain, deadline))));
    }
    return Map.copyOf(answers);
  }

  private SourceAnswer ask(String domain, long deadline) {
    long left = deadline - System.nanoTime();
    if (left <= 0) {
      return SILENT;
    }
    Duration time = Duration.ofNanos(Math.max(left, Duration.ofMillis(1).toNanos()));
    HttpQuestion question = new HttpQuestion(address(template, domain), headers, null);
    return switch (http.ask(question, HttpLimits.USUAL.within(time))) {
      case HttpAnswer.Answered(var status, var text) when status == 404 || status == 204 -> NOTHING;
      case HttpAnswer.Answered answered when answered.isSuccess() -> read(domain, answered.text());
      case HttpAnswer.Answered(var status, var text) -> {
        LOG.warn("The directory of companies answered with status {}.", status);
        yield SILENT;
      }
      case HttpAnswer.Unanswered(var why, var detail) -> {
        LOG.warn("The directory of companies did not answer: {}, {}.", why, detail);
        yield SILENT;
      }
    };
  }

  private SourceAnswer read(String domain, String text) {
    JsonNode answer;
    try {
      answer = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      LOG.warn("The directory of companies answered with something other than JSON.");
      return SILENT;
    }
    if (!answer.isObject()) {
      LOG.warn("The directory of companies answered with something other than an object.");
      return SILENT;
    }
    Optional<String> named = shape.domain(answer);
    if (named.isPresent() && !named.flatMap(OwnedDomains::bought).equals(Optional.of(domain))) {
      LOG.warn("The directory of companies answered for another domain than it was asked for.");
      return NOTHING;
    }
    int confidence = shape.confidence(answer);
    List<Hint> hints = new ArrayList<>();
    shape.values(answer).forEach((field, value) -> hints.add(new Hint(field, value, confidence)));
    return new SourceAnswer.Says(hints);
  }

  private static URI address(String template, String domain) {
    return URI.create(template.replace(PLACE, URLEncoder.encode(domain, StandardCharsets.UTF_8)));
  }
}
