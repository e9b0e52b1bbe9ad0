package dev.kith.crm.http.notification;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.application.notification.Audience;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.notification.Message;
import dev.kith.crm.http.kernel.ApiOptions;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.TestServer;
import dev.kith.crm.testkit.AccessWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class NotificationsOverHttpScenario {

  private final AccessWorld world = new AccessWorld();
  private final TestServer server = TestServer.forPeopleOf(world, ApiOptions.USUAL);
  private final Api ada = server.api().loggedIn(AccessWorld.ADA, AccessWorld.PASSWORD);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void somebody_reads_what_they_were_told_and_nobody_else_can() {
    User una = world.user("Una User");
    Api unas = server.api().loggedIn(una.login().text(), AccessWorld.PASSWORD);
    UUID lead = new UUID(3, 3);
    world
        .crm
        .notifier()
        .tell(
            new Audience.Users(Set.of(una.id(), world.ada.id())),
            new Message(
                "k1",
                "task.due",
                "Call Mara now",
                "She waits.",
                Lead.subjectOf(new LeadId(lead)),
                "job/1"));
    Instant seen = world.clock.instant();
    world.clock.advance(Duration.ofSeconds(1));
    world
        .crm
        .notifier()
        .tell(Audience.of(una.id()), new Message("k2", "test", "Later", null, null, null));

    assertThat(unas.get("/notifications/unread").json().path("count").asInt()).isEqualTo(2);
    JsonNode listed = unas.get("/notifications?filter=topic+eq+'task.due'").json().at("/items/0");
    assertThat(listed.path("text").asText()).isEqualTo("Call Mara now");
    assertThat(listed.path("detail").asText()).isEqualTo("She waits.");
    assertThat(listed.path("aboutType").asText()).isEqualTo("lead");
    assertThat(listed.path("aboutId").asText()).isEqualTo(lead.toString());
    assertThat(listed.path("cause").asText()).isEqualTo("job/1");
    assertThat(listed.path("readAt").isNull()).isTrue();

    String path = "/notifications/" + listed.path("id").asText();
    assertThat(ada.get(path).code()).isEqualTo("not-found");
    assertThat(ada.post(path + ":read").code()).isEqualTo("not-found");
    assertThat(unas.get(path).json()).isEqualTo(listed);

    assertThat(unas.post("/notifications:read-all?until=" + seen).json().path("count").asInt())
        .isEqualTo(1);
    assertThat(unas.get(path).json().path("readAt").isNull()).isFalse();
    JsonNode left = unas.get("/notifications?filter=readAt+isNull").json().path("items");
    assertThat(left.findValuesAsText("text")).containsExactly("Later");
    assertThat(
            unas.post("/notifications/" + left.at("/0/id").asText() + ":read")
                .json()
                .path("readAt")
                .asText())
        .isEqualTo(world.clock.instant().toString());
    assertThat(unas.get("/notifications/unread").json().path("count").asInt()).isZero();
    assertThat(ada.get("/notifications/unread").json().path("count").asInt()).isEqualTo(1);
    assertThat(unas.get("/notifications?sort=text").code()).isEqualTo("invalid-parameter");
  }
}
