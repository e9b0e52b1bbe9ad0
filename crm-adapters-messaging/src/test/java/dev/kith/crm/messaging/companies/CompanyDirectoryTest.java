package dev.kith.crm.messaging.companies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.kith.crm.application.intake.enrichment.Enquiry;
import dev.kith.crm.application.intake.enrichment.OwnedDomains;
import dev.kith.crm.application.intake.enrichment.SourceAnswer;
import dev.kith.crm.application.lead.PhoneNumbers;
import dev.kith.crm.application.quality.MailLists;
import dev.kith.crm.domain.intake.enrichment.EnrichmentField;
import dev.kith.crm.domain.intake.enrichment.Hint;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.messaging.http.GuardedHttp;
import dev.kith.crm.messaging.http.HttpLimits;
import dev.kith.crm.messaging.http.TrustedHosts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CompanyDirectoryTest {

  private static final SourceAnswer NOTHING = new SourceAnswer.Says(List.of());
  private static final SourceAnswer SILENT = new SourceAnswer.Silent();

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final GuardedHttp http =
      GuardedHttp.open(HttpLimits.USUAL, TrustedHosts.parse("127.0.0.1"));
  private volatile int status = 200;
  private volatile String answer = "{}";
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/find",
        exchange -> {
          asked.add(
              exchange.getRequestURI() + " " + exchange.getRequestHeaders().getFirst("X-Key"));
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          if (status == 302) {
            exchange.getResponseHeaders().add("Location", "http://169.254.169.254/latest");
          }
          exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
    http.close();
  }

  @Test
  void a_company_is_told_by_its_domain() {
    answer =
        """
        {"domain": "blue-sky.co.uk", "company": "Blue Sky Ltd", "city": "London",
         "country": "GB", "industry": "Airlines", "employees": 250, "confidence": 92,
         "owner": {"name": "somebody"}}
        """;
    assertThat(ask("blue-sky.co.uk"))
        .isEqualTo(
            new SourceAnswer.Says(
                List.of(
                    new Hint(EnrichmentField.COMPANY, "Blue Sky Ltd", 92),
                    new Hint(EnrichmentField.CITY, "London", 92),
                    new Hint(EnrichmentField.COUNTRY, "GB", 92),
                    new Hint(EnrichmentField.INDUSTRY, "Airlines", 92),
                    new Hint(EnrichmentField.EMPLOYEES, "250", 92))));
    assertThat(asked).containsExactly("/find?domain=blue-sky.co.uk secret");
  }

  @Test
  void a_directory_with_names_of_its_own_is_understood_by_pointers() {
    answer =
        "{\"name\":\"Blue Sky\",\"geo\":{\"countryCode\":\"GB\"},\"site\":\"www.blue-sky.co.uk\"}";
    CompanyDirectory directory =
        directory(
            server.getAddress().getPort(),
            AnswerShape.parse("company=/name, country=/geo/countryCode,domain=/site"));
    assertThat(directory.ask(Set.of("blue-sky.co.uk")))
        .containsEntry(
            "blue-sky.co.uk",
            new SourceAnswer.Says(
                List.of(
                    new Hint(EnrichmentField.COMPANY, "Blue Sky", 75),
                    new Hint(EnrichmentField.COUNTRY, "GB", 75))));
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 404})
  void a_domain_that_is_not_known_there_is_an_answer(int unknown) {
    status = unknown;
    answer = unknown == 204 ? "" : "{\"company\":\"Error pages Inc\"}";
    assertThat(ask("blue-sky.co.uk")).isEqualTo(NOTHING);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 400, 401, 429, 500, 503})
  void what_is_no_answer_leaves_the_domain_open(int trouble) {
    status = trouble;
    answer = "{\"company\":\"Error pages Inc\"}";
    assertThat(ask("blue-sky.co.uk")).isEqualTo(SILENT);
    assertThat(asked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html>", "null", "[]", "\"Blue Sky\"", "{\"company\":"})
  void garbage_leaves_the_domain_open(String garbage) {
    answer = garbage;
    assertThat(ask("blue-sky.co.uk")).isEqualTo(SILENT);
  }

  @Test
  void values_that_are_no_text_are_passed_over() {
    answer = "{\"company\":{\"name\":\"Blue Sky\"},\"city\":[],\"country\":null,\"region\":\" \"}";
    assertThat(ask("blue-sky.co.uk")).isEqualTo(NOTHING);
  }

  @Test
  void a_flood_is_cut_off() {
    answer = "{\"company\":\"" + "x".repeat(2 * 1024 * 1024) + "\"}";
    assertThat(ask("blue-sky.co.uk")).isEqualTo(SILENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"red-sea.co.uk", "blue-sky.co", "co.uk", "blue sky"})
  void an_answer_for_another_domain_is_not_believed(String other) {
    answer = "{\"domain\":\"" + other + "\",\"company\":\"Red Sea\"}";
    assertThat(ask("blue-sky.co.uk")).isEqualTo(NOTHING);
  }

  @Test
  void a_directory_that_hangs_is_left_in_time() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompanyDirectory directory =
          new CompanyDirectory(
              http,
              template(silent.getLocalPort()),
              Map.of(),
              AnswerShape.USUAL,
              Duration.ofMillis(300),
              new OwnedDomains(MailLists.USUAL));
      assertThat(directory.ask(Set.of("a.example", "b.example")))
          .isEqualTo(Map.of("a.example", SILENT, "b.example", SILENT));
    }
  }

  @Test
  void an_internal_directory_is_asked_only_if_it_is_trusted() {
    try (GuardedHttp untrusting = GuardedHttp.open(HttpLimits.USUAL, TrustedHosts.NONE)) {
      CompanyDirectory directory =
          new CompanyDirectory(
              untrusting,
              template(server.getAddress().getPort()),
              Map.of(),
              AnswerShape.USUAL,
              Duration.ofSeconds(20),
              new OwnedDomains(MailLists.USUAL));
      assertThat(directory.ask(Set.of("blue-sky.co.uk")))
          .isEqualTo(Map.of("blue-sky.co.uk", SILENT));
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void several_domains_are_asked_about_at_the_same_time() {
    CyclicBarrier together = new CyclicBarrier(8);
    server.createContext(
        "/find/at-once",
        exchange -> {
          try {
            together.await();
          } catch (InterruptedException | BrokenBarrierException e) {
            throw new IOException(e);
          }
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    CompanyDirectory directory =
        new CompanyDirectory(
            http,
            "http://127.0.0.1:" + server.getAddress().getPort() + "/find/at-once/{domain}",
            Map.of(),
            AnswerShape.USUAL,
            Duration.ofSeconds(20),
            new OwnedDomains(MailLists.USUAL));
    assertThat(
            directory.ask(
                Set.of("a.com", "b.com", "c.com", "d.com", "e.com", "f.com", "g.com", "h.com")))
        .hasSize(8)
        .allSatisfy((domain, said) -> assertThat(said).isEqualTo(NOTHING));
  }

  @ParameterizedTest
  @CsvSource({
    "ada@blue-sky.co.uk, blue-sky.co.uk",
    "ada@mail.berlin.blue-sky.co.uk, blue-sky.co.uk",
    "ada@bücher.de, xn--bcher-kva.de",
    "ada@gmail.com,",
    "ada@mailinator.com,",
    "ada@co.uk,",
    ",",
  })
  void only_domains_that_somebody_owns_are_asked_about(String email, String question) {
    LeadDraft draft = LeadDraft.named("Ada", "Lovelace");
    Enquiry enquiry =
        new Enquiry(
            (email == null ? draft : draft.email(email)).read(new PhoneNumbers(null)).orElseThrow(),
            null);
    assertThat(directory(1, AnswerShape.USUAL).question(enquiry))
        .isEqualTo(Optional.ofNullable(question));
  }

  @ParameterizedTest
  @CsvSource({
    "https://partner.example/find?domain={domain},",
    "https://partner.example/{domain}/company,",
    "https://partner.example/find, must hold {domain} once",
    "https://partner.example/{domain}?d={domain}, must hold {domain} once",
    "https://{domain}/about.json, must hold {domain} behind its host",
    "https://partner.example/ {domain}, must be an address such as"
        + " https://partner.example/find?domain={domain}",
    "ftp://partner.example/{domain}, must begin with https:// or http://",
    "https://me:secret@partner.example/{domain}, must hold neither user nor password",
  })
  void what_is_wrong_with_an_address_is_told(String template, String problem) {
    assertThat(CompanyDirectory.problem(template)).isEqualTo(Optional.ofNullable(problem));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "company | must be pairs such as company=/name,country=/geo/countryCode",
        "company=name | must be pairs such as company=/name,country=/geo/countryCode",
        "phone=/tel | names phone, which is none of domain, company, street, postalCode, city,"
            + " region, country, timeZone, website, industry, employees, confidence",
      })
  void what_is_wrong_with_pointers_is_told(String text, String problem) {
    assertThatThrownBy(() -> AnswerShape.parse(text)).hasMessage(problem);
  }

  private SourceAnswer ask(String domain) {
    return directory(server.getAddress().getPort(), AnswerShape.USUAL)
        .ask(Set.of(domain))
        .get(domain);
  }

  private CompanyDirectory directory(int port, AnswerShape shape) {
    return new CompanyDirectory(
        http,
        template(port),
        Map.of("X-Key", "secret"),
        shape,
        Duration.ofSeconds(20),
        new OwnedDomains(MailLists.USUAL));
  }

  private static String template(int port) {
    return "http://127.0.0.1:" + port + "/find?domain={domain}";
  }
}
