package dev.kith.crm.http.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Business hours, as a program meets them that has deadlines. */
class CalendarsOverHttpScenario {

  private static final String SUPPORT =
      """
      {"name": "Support", "zone": "Europe/Berlin",
       "week": {"MONDAY": [{"from": "09:00", "to": "12:30"}, {"from": "13:30", "to": "17:00"}],
                "FRIDAY": [{"from": "09:00", "to": "17:00"}]},
       "specialDays": [{"date": "2026-12-25", "name": "Christmas"}]}
      """;

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_calendar_is_drawn_up_becomes_the_default_and_is_reckoned_with() {
    JsonNode first = api.get("/calendars").json().at("/items/0");
    assertThat(first.path("isDefault").asBoolean()).isTrue();

    Response drawn = api.post("/calendars", SUPPORT);
    assertThat(drawn.status()).isEqualTo(201);
    String path = "/calendars/" + drawn.json().path("id").asText();
    assertThat(api.get(path).json()).isEqualTo(drawn.json());
    assertThat(drawn.json().at("/specialDays/0/name").asText()).isEqualTo("Christmas");

    JsonNode made = at(1).post(path + ":make-default").json();
    assertThat(made.path("isDefault").asBoolean()).isTrue();
    assertThat(at(1).post(path + ":make-default").status()).isEqualTo(412);
    assertThat(api.with("If-Match", "*").delete("/calendars/" + first.path("id").asText()).status())
        .isEqualTo(204);
    assertThat(at(2).delete(path).code()).isEqualTo("default-calendar");

    JsonNode time =
        api.get(
                path
                    + "/time?at=2026-11-06T16:30:00%2B01:00&plus=PT4H"
                    + "&until=2026-11-09T10:00:00%2B01:00")
            .json();
    assertThat(time.toString())
        .isEqualTo(
            "{\"at\":\"2026-11-06T15:30:00Z\",\"open\":true,"
                + "\"nextOpening\":\"2026-11-09T08:00:00Z\","
                + "\"nextClosing\":\"2026-11-06T16:00:00Z\","
                + "\"end\":\"2026-11-09T11:30:00Z\",\"elapsed\":\"PT1H30M\"}");
  }

  @Test
  void it_is_redrawn_as_a_whole_and_every_problem_is_told_at_once() {
    String path = "/calendars/" + api.post("/calendars", SUPPORT).json().path("id").asText();
    Response redrawn = at(1).put(path, SUPPORT.replace("09:00", "08:00"));
    assertThat(redrawn.json().at("/week/FRIDAY/0/from").asText()).isEqualTo("08:00");
    assertThat(redrawn.header("ETag")).isEqualTo("\"2\"");
    assertThat(at(1).put(path, SUPPORT).status()).isEqualTo(412);

    assertThat(api.post("/calendars", SUPPORT).code()).isEqualTo("name-taken");
    assertThat(
            api.post(
                    "/calendars",
                    SUPPORT
                        .replace("Berlin", "Atlantis")
                        .replace("12:30", "14:30")
                        .replace("\"09:00\", \"to\": \"17:00\"", "\"9 am\", \"to\": \"17:00\"")
                        .replace("2026-12-25", "2026-13-25"))
                .errors())
        .containsExactlyInAnyOrder(
            "/zone zone-unknown",
            "/week/MONDAY shifts-overlap",
            "/week/FRIDAY/0/from too-short",
            "/specialDays/0/date date-syntax");
    assertThat(api.post("/calendars", "{\"week\":{\"MOONDAY\":[]}}").errors())
        .contains("/name required", "/zone required");
    assertThat(api.get(path + "/time?plus=4+hours").errors())
        .containsExactly("/plus duration-syntax");
  }

  @Test
  void what_never_comes_is_refused_and_not_waited_for() {
    String path =
        "/calendars/"
            + api.post("/calendars", "{\"name\":\"Never\",\"zone\":\"UTC\",\"week\":{}}")
                .json()
                .path("id")
                .asText();
    JsonNode now = api.get(path + "/time").json();
    assertThat(now.path("open").asBoolean()).isFalse();
    assertThat(now.path("nextOpening").isNull()).isTrue();
    assertThat(api.get(path + "/time?plus=PT1S").errors()).containsExactly("/plus never");
    assertThat(api.get(path + "/time?at=2026-01-01T00:00:00Z&until=2926-01-01T00:00:00Z").errors())
        .containsExactly("/until too-far");
  }

  private Api at(long version) {
    return api.with("If-Match", "\"" + version + "\"");
  }
}
