package dev.kith.crm.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.http.kernel.ApiOptions;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.testkit.MemoryStorage;
import io.javalin.Javalin;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The API beside the routes of an application that has its own people. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MountedRoutesTest {

  private final Crm crm = Crm.on(new MemoryStorage()).background(false).start();
  private Javalin javalin;
  private Api application;

  @BeforeEach
  void start() {
    javalin =
        Javalin.create(
                config -> {
                  config.startup.showJavalinBanner = false;
                  config.jetty.host = "127.0.0.1";
                  config.jetty.port = 0;
                  config.routes.get("/hello", ctx -> ctx.result("Hello."));
                  config.routes.get(
                      "/bug",
                      ctx -> {
                        throw new IllegalStateException("a bug of the application");
                      });
                  config.routes.exception(
                      IllegalStateException.class, (e, ctx) -> ctx.status(500).result("Ours."));
                  CrmRoutes.mount(config, crm, MountedRoutesTest::who, ApiOptions.USUAL.at("/crm"));
                })
            .start();
    application = new Api("http://127.0.0.1:" + javalin.port());
  }

  @AfterEach
  void stop() {
    javalin.stop();
    crm.close();
  }

  @Test
  void the_application_says_who_calls_and_the_trail_names_them() {
    Api bob = application.with("X-Employee", "Bob Baker");
    Response captured = bob.post("/crm/leads", "{\"familyName\":\"Byron\"}");
    assertThat(captured.status()).isEqualTo(201);
    String path = String.valueOf(captured.header("Location"));
    assertThat(path).startsWith("/crm/leads/");

    assertThat(bob.get(path).json()).isEqualTo(captured.json());
    assertThat(bob.get(path + "/timeline").json().path("items").get(0).path("actorName").asText())
        .isEqualTo("Bob Baker");
    assertThat(application.get("/crm/leads").code()).isEqualTo("unauthenticated");
  }

  @Test
  void there_is_nothing_to_log_in_to() {
    Response refused =
        application.post("/crm/sessions", "{\"login\":\"a@example.com\",\"password\":\"x\"}");
    assertThat(List.of(refused.status(), refused.code())).isEqualTo(List.of(404, "no-such-route"));
    assertThat(application.with("X-Employee", "Bob").get("/crm/openapi.json").text())
        .doesNotContain("\"/sessions\"")
        .contains("\"/leads\"");
  }

  @Test
  void the_routes_of_the_application_stay_its_own() {
    assertThat(application.get("/hello").text()).isEqualTo("Hello.");
    assertThat(application.get("/hello").header("X-Request-Id")).isNull();
    assertThat(application.get("/bug").text()).isEqualTo("Ours.");
    Response nowhere = application.get("/nowhere");
    assertThat(nowhere.status()).isEqualTo(404);
    assertThat(String.valueOf(nowhere.header("Content-Type"))).doesNotContain("problem");
    assertThat(application.get("/crm/nowhere").code()).isEqualTo("no-such-route");
  }

  private static Optional<Actor> who(Context ctx) {
    return Optional.ofNullable(ctx.header("X-Employee"))
        .map(name ->
            Actor.external(
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
                name,
                Grants.everything()));
  }
}
