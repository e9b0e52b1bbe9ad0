package dev.kith.crm.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.javalin.Javalin;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@DisplayNameGeneration(ReplaceUnderscores.class)
class PlainErrorsTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(PlainErrors.class);
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Javalin server =
      Javalin.create(config -> {
        config.routes.get(
            "/t/c/{token}",
            ctx -> {
              throw new IllegalStateException("broken");
            });
        config.routes.exception(Exception.class, PlainErrors::failure);
      });

  @BeforeEach
  void start() {
    log.start();
    logger.addAppender(log);
    server.start(0);
  }

  @AfterEach
  void stop() {
    server.stop();
    logger.detachAppender(log);
  }

  @Test
  void the_log_says_which_route_failed_and_not_what_lets_one_in() throws Exception {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://localhost:" + server.port() + "/t/c/c2VjcmV0LXRva2Vu"))
                    .build(),
                HttpResponse.BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(500);
    assertThat(log.list)
        .singleElement()
        .satisfies(said ->
            assertThat(said.getFormattedMessage())
                .contains("failed: GET /t/c/{token}")
                .doesNotContain("c2VjcmV0LXRva2Vu"));
  }
}
