package dev.kith.crm.http.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.application.event.Reaction;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.TestServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What could not be told to others, as a program finds it and tells it after all. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EventsOverHttpScenario {

  private final List<String> heard = new ArrayList<>();
  private boolean deaf = true;
  private final TestServer server =
      TestServer.start(builder ->
          builder.reaction(
              Reaction.to(
                  "lead.captured.v1",
                  "shop",
                  event -> {
                    if (deaf) {
                      throw new IllegalStateException("the shop is closed");
                    }
                    heard.add(event.id().toString());
                  })));
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_dead_letter_is_listed_and_delivered_after_all() {
    String lead = api.post("/leads", "{\"familyName\":\"Byron\"}").json().path("id").asText();
    for (int day = 0; day < 30; day++) {
      server.crm().runDue();
      server.clock().advance(Duration.ofDays(1));
    }
    JsonNode letters = api.get("/dead-letters").json().path("items");
    assertThat(letters).hasSize(1);
    JsonNode letter = letters.path(0);
    assertThat(letter.path("reaction").asText()).isEqualTo("shop");
    assertThat(letter.path("error").asText()).contains("the shop is closed");
    assertThat(letter.at("/event/subject").asText()).isEqualTo("lead/" + lead);
    assertThat(api.get("/events/backlog").json().path("dead").asInt()).isEqualTo(1);

    deaf = false;
    String event = letter.at("/event/id").asText();
    String replay = "{\"event\":\"" + event + "\",\"reaction\":\"shop\"}";
    assertThat(api.post("/dead-letters:replay", replay).status()).isEqualTo(202);
    assertThat(api.get("/dead-letters").json().path("items")).isEmpty();
    assertThat(heard).isEmpty();
    server.crm().runDue();
    assertThat(heard).containsExactly(event);
    assertThat(api.post("/dead-letters:replay", replay).code()).isEqualTo("not-found");
  }
}
