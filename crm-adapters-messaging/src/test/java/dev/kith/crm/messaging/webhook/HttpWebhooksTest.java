package dev.kith.crm.messaging.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.kith.crm.application.automation.webhook.WebhookMessage;
import dev.kith.crm.application.automation.webhook.WebhookSecret;
import dev.kith.crm.application.automation.webhook.WebhookSender.Accepted;
import dev.kith.crm.application.automation.webhook.WebhookSender.Answer;
import dev.kith.crm.application.automation.webhook.WebhookSender.Failed;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.messaging.http.GuardedHttp;
import dev.kith.crm.messaging.http.HttpLimits;
import dev.kith.crm.messaging.http.TrustedHosts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class HttpWebhooksTest {

  private static final Instant AT = Instant.parse("2026-03-02T09:00:00.000123Z");
  private static final UUID RULE = new UUID(0, 7);
  private static final WebhookSecret SECRET =
      WebhookSecret.of(new byte[] {1, 2, 3}, new RuleId(RULE));

  private record Heard(Headers headers, String content) {}

  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final GuardedHttp http =
      GuardedHttp.open(HttpLimits.USUAL, TrustedHosts.parse("127.0.0.1"));
  private final HttpWebhooks webhooks = new HttpWebhooks(http, Duration.ofSeconds(5));
  private volatile int status = 200;
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/hook",
        exchange -> {
          heard.add(
              new Heard(
                  exchange.getRequestHeaders(),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    http.close();
  }

  private static WebhookMessage to(String url) {
    return new WebhookMessage(
        URI.create(url),
        "firing/1",
        AT,
        "lead.captured.v1",
        "lead/2",
        RULE,
        "Tell „Köln“",
        3,
        Map.of(
            "lead.name",
            "Mara „M“ Vogel",
            "lead.score",
            42L,
            "lead.createdAt",
            AT,
            "known",
            true,
            "changed",
            List.of("city", "company")));
  }

  private Answer send(Instant now) {
    return webhooks.send(
        to("http://127.0.0.1:" + server.getAddress().getPort() + "/hook"), SECRET, now);
  }

  @Test
  void a_receiver_can_prove_where_it_comes_from_and_read_it() throws IOException {
    assertThat(send(AT)).isEqualTo(new Accepted());

    Headers headers = heard.getFirst().headers();
    String content = heard.getFirst().content();
    assertThat(headers.getFirst("Content-Type"))
        .isEqualTo("application/cloudevents+json; charset=utf-8");
    assertThat(headers.getFirst("webhook-id")).isEqualTo("firing/1");
    assertThat(headers.getFirst("webhook-timestamp"))
        .isEqualTo(String.valueOf(AT.getEpochSecond()));
    assertThat(headers.getFirst("webhook-signature"))
        .isEqualTo(SECRET.sign("firing/1", AT.getEpochSecond(), content));

    JsonNode event = new ObjectMapper().readTree(content);
    assertThat(event.path("specversion").asText()).isEqualTo("1.0");
    assertThat(event.path("id").asText()).isEqualTo("firing/1");
    assertThat(event.path("source").asText()).isEqualTo("/automation/rules/" + RULE);
    assertThat(event.path("type").asText()).isEqualTo("lead.captured.v1");
    assertThat(event.path("subject").asText()).isEqualTo("lead/2");
    assertThat(event.path("time").asText()).isEqualTo(AT.toString());
    assertThat(event.at("/data/rule/name").asText()).isEqualTo("Tell „Köln“");
    assertThat(event.at("/data/rule/version").asInt()).isEqualTo(3);
    JsonNode facts = event.at("/data/facts");
    assertThat(facts.path("lead.name").asText()).isEqualTo("Mara „M“ Vogel");
    assertThat(facts.path("lead.score").isNumber()).isTrue();
    assertThat(facts.path("known").isBoolean()).isTrue();
    assertThat(facts.path("changed")).hasSize(2);
  }

  @Test
  void it_is_the_same_in_every_attempt_but_for_the_moment_of_the_signature() {
    status = 503;
    assertThat(send(AT)).isEqualTo(new Failed("The receiver answered 503.", false));
    status = 204;
    assertThat(send(AT.plusSeconds(60))).isEqualTo(new Accepted());
    assertThat(heard.get(1).content()).isEqualTo(heard.get(0).content());
    assertThat(heard.get(1).headers().getFirst("webhook-id"))
        .isEqualTo(heard.get(0).headers().getFirst("webhook-id"));
    assertThat(heard.get(1).headers().getFirst("webhook-signature"))
        .isNotEqualTo(heard.get(0).headers().getFirst("webhook-signature"));
  }

  @Test
  void who_is_gone_is_not_tried_again_nor_an_address_that_must_not_be_asked() {
    status = 410;
    assertThat(send(AT)).isEqualTo(new Failed("The receiver answered 410.", true));
    assertThat(webhooks.send(to("http://169.254.169.254/latest"), SECRET, AT))
        .isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.forGood()).isTrue());
    server.stop(0);
    assertThat(send(AT))
        .isInstanceOfSatisfying(Failed.class, failed -> assertThat(failed.forGood()).isFalse());
  }
}
