package dev.kith.crm.http.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.http.kernel.problem.HttpFault;
import dev.kith.crm.http.kernel.problem.Problem;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import io.javalin.http.Context;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LimitsTest {

  private static final RateLimit THREE = new RateLimit(3, Duration.ofHours(1));

  @Test
  void whoever_has_used_up_their_share_is_told_when_to_go_on() {
    try (TestServer server =
        TestServer.start(LimitsTest::whoSays, ApiOptions.USUAL.limitedTo(THREE))) {
      Api ada = server.rawApi().with("X-Who", "ada");
      for (int i = 2; i >= 0; i--) {
        Response taken = ada.get("/leads");
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.header("RateLimit")).startsWith("\"default\";r=" + i + ";");
      }

      Response refused = ada.get("/leads");
      assertThat(List.of(refused.status(), refused.code())).isEqualTo(List.of(429, "rate-limited"));
      assertThat(Integer.parseInt(String.valueOf(refused.header("Retry-After"))))
          .isBetween(1, 20 * 60)
          .isEqualTo(refused.json().path("retryAfterSeconds").asInt());
      assertThat(refused.json().path("detail").asText())
          .isEqualTo("Try again in " + refused.header("Retry-After") + " seconds.");
      assertThat(server.rawApi().with("X-Who", "bob").get("/leads").status()).isEqualTo(200);
    }
  }

  @Test
  void whoever_need_not_wait_long_waits_one_second() {
    RateLimit one = new RateLimit(1, Duration.ofSeconds(1));
    try (TestServer server =
        TestServer.start(LimitsTest::whoSays, ApiOptions.USUAL.limitedTo(one))) {
      Api ada = server.rawApi().with("X-Who", "ada");
      Response answer = ada.get("/leads");
      while (answer.status() == 200) {
        answer = ada.get("/leads");
      }
      assertThat(answer.json().path("detail").asText()).isEqualTo("Try again in 1 second.");
    }
  }

  @Test
  void guessing_who_one_could_be_is_limited_too() {
    try (TestServer server =
        TestServer.start(LimitsTest::whoSays, ApiOptions.USUAL.limitedTo(THREE))) {
      Api guesser = server.rawApi().with("X-Who", "nobody");
      for (int i = 0; i < 3; i++) {
        assertThat(guesser.get("/leads").status()).isEqualTo(401);
      }
      assertThat(guesser.get("/leads").code()).isEqualTo("rate-limited");
    }
  }

  @Test
  void too_large_a_body_is_refused_whether_or_not_it_announces_its_length() {
    String lead = "{\"familyName\":\"" + "x".repeat(2_000) + "\"}";
    try (TestServer server =
        TestServer.start(ctx -> Optional.of(Actor.SYSTEM), ApiOptions.USUAL.bodiesUpTo(1_024))) {
      Response announced = server.api().post("/leads", lead);
      byte[] bytes = lead.getBytes(StandardCharsets.UTF_8);
      Response chunked =
          server
              .api()
              .publish(
                  "POST",
                  "/leads",
                  "application/json",
                  BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));

      for (Response refused : List.of(announced, chunked)) {
        assertThat(
                List.of(
                    refused.status(), refused.code(), refused.json().path("limitBytes").asInt()))
            .isEqualTo(List.of(413, "body-too-large", 1_024));
      }
      assertThat(server.api().post("/leads", "{\"familyName\":\"x\"}").status()).isEqualTo(201);
    }
  }

  private static Optional<Actor> whoSays(Context ctx) {
    String name = String.valueOf(ctx.header("X-Who"));
    if (name.equals("nobody")) {
      throw Problem.of(HttpFault.INVALID_TOKEN, "Nobody is nobody.").asException();
    }
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return Optional.of(Actor.external(id, name, Grants.everything()));
  }
}
