package dev.kith.crm.http.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Deals, their stages and the board, as a program meets them. */
class OpportunitiesOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();
  private final String pipeline =
      "/pipelines/"
          + api.post(
                  "/pipelines",
                  """
                  {"name": "Sales", "stages": [
                    {"key": "prospecting", "name": "Prospecting", "type": "OPEN", "probability": 10},
                    {"key": "qualification", "name": "Qualification", "type": "OPEN",
                     "probability": 25},
                    {"key": "proposal", "name": "Proposal", "type": "OPEN", "probability": 50,
                     "required": ["amount", "closeDate"]},
                    {"key": "negotiation", "name": "Negotiation", "type": "OPEN",
                     "probability": 75},
                    {"key": "won", "name": "Closed won", "type": "WON"},
                    {"key": "lost", "name": "Closed lost", "type": "LOST"}]}
                  """)
              .json()
              .path("id")
              .asText();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void an_opportunity_goes_from_its_creation_to_a_decision_and_back() {
    String account = api.post("/accounts", "{\"name\":\"Vogel\"}").json().path("id").asText();
    Response created =
        api.post(
            "/opportunities",
            """
            {"name": "Turbines", "account": "%s", "amount": "125000.5", "currency": "EUR",
             "closeDate": "2027-01-31", "nextStep": "Send the offer", "source": "Fair"}
            """
                .formatted(account));
    assertThat(created.status()).isEqualTo(201);
    JsonNode deal = created.json();
    String path = "/opportunities/" + deal.path("id").asText();
    assertThat(created.header("Location")).endsWith(path);
    assertThat(api.get(path).json()).isEqualTo(deal);
    assertThat(deal.path("amount").asText()).isEqualTo("125000.50");
    assertThat(deal.path("accountName").asText()).isEqualTo("Vogel");
    assertThat(deal.path("stageName").asText()).isEqualTo("Prospecting");
    assertThat(deal.path("closeDate").asText()).isEqualTo("2027-01-31");

    assertThat(at(1).post(path + ":move", "{\"stage\":\"proposal\"}").status()).isEqualTo(200);
    assertThat(at(1).post(path + ":move", "{\"stage\":\"won\"}").status()).isEqualTo(412);
    assertThat(at(2).patch(path, "{\"amount\":null,\"closeDate\":null}").errors())
        .containsExactlyInAnyOrder("/amount required-by-stage", "/closeDate required-by-stage");
    assertThat(at(2).post(path + ":note", "{\"text\":\"Nice people\"}").status()).isEqualTo(200);
    JsonNode won = at(3).post(path + ":win", "{}").json();
    assertThat(won.path("status").asText()).isEqualTo("WON");
    assertThat(api.get(path + "/transitions").json().at("/items/0/stage").asText())
        .isEqualTo("prospecting");
    assertThat(at(4).post(path + ":reopen", "{}").json().path("stage").asText())
        .isEqualTo("proposal");
    assertThat(
            at(5).post(path + ":lose", "{\"reason\":\"Price\",\"competitor\":\"Acme\"}").errors())
        .containsExactly("/competitor unknown-competitor");
    String acme = api.post("/competitors", "{\"name\":\"Acme\"}").json().path("id").asText();
    JsonNode lost =
        at(5).post(path + ":lose", "{\"reason\":\"Price\",\"competitor\":\"Acme\"}").json();
    assertThat(lost.path("lostReason").asText()).isEqualTo("Price");
    assertThat(lost.path("lostCompetitor").asText()).isEqualTo("Acme");
    assertThat(lost.path("lostCompetitorId").asText()).isEqualTo(acme);
    assertThat(api.get(path + "/competitors").json().at("/competitors/0/gotIt").asBoolean())
        .isTrue();
    assertThat(at(6).post(path + ":assign", "{\"owner\":null}").status()).isEqualTo(200);
    assertThat(at(6).delete(path).status()).isEqualTo(200);
    assertThat(at(7).post(path + ":restore").json().path("version").asInt()).isEqualTo(8);

    JsonNode stays = api.get(path + "/stages").json().path("items");
    assertThat(stays.findValuesAsText("stage"))
        .containsExactly("prospecting", "proposal", "won", "proposal", "lost");
    for (int i = 0; i + 1 < stays.size(); i++) {
      assertThat(stays.get(i).path("to")).isEqualTo(stays.get(i + 1).path("from"));
    }
    assertThat(stays.get(4).path("to").isNull()).isTrue();
    assertThat(api.get(path + "/timeline").json().path("items")).hasSize(8);
    assertThat(
            api.get("/opportunities?filter=closeDate%20le%202027-01-31&sort=-closeDate")
                .json()
                .path("items"))
        .hasSize(1);
  }

  @Test
  void the_last_move_is_taken_back_until_something_else_happens() {
    String path = create("{\"name\":\"Slip\"}");
    JsonNode before = api.get(path).json();
    at(1).post(path + ":move", "{\"stage\":\"qualification\"}");
    JsonNode back = at(2).post(path + ":undo-move").json();
    assertThat(back.path("stage").asText()).isEqualTo("prospecting");
    assertThat(back.path("stageSince")).isEqualTo(before.path("stageSince"));
    assertThat(api.get(path + "/stages").json().path("items")).hasSize(1);

    at(3).post(path + ":lose", "{\"reason\":\"Price\"}");
    at(4).post(path + ":note", "{\"text\":\"They called\"}");
    Response refused = at(5).post(path + ":undo-move");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("code").asText()).isEqualTo("move-stands");
    assertThat(refused.json().path("reason").asText()).isEqualTo("changed-since");
    assertThat(at(4).post(path + ":undo-move").status()).isEqualTo(412);
  }

  @Test
  void what_is_wrong_is_said_all_at_once() {
    assertThat(
            api.post(
                    "/opportunities",
                    "{\"amount\":\"-5\",\"currency\":\"EUR\",\"closeDate\":\"soon\",\"colour\":1}")
                .errors())
        .containsExactlyInAnyOrder(
            "/name required",
            "/amount amount-syntax",
            "/closeDate date-syntax",
            "/colour unknown-property");
    String path = create("{\"name\":\"Bare\"}");
    assertThat(at(1).post(path + ":move", "{\"stage\":\"proposal\"}").errors())
        .containsExactlyInAnyOrder("/amount required-by-stage", "/closeDate required-by-stage");
    assertThat(at(1).post(path + ":move", "{\"stage\":\"lost\"}").errors())
        .containsExactly("/reason required");
  }

  @Test
  void where_a_pipeline_is_strict_it_says_where_one_can_go() {
    JsonNode strict =
        api.post(
                "/pipelines",
                """
                {"name": "Strict", "stages": [
                  {"key": "first", "name": "First", "type": "OPEN", "probability": 10,
                   "allowedNext": ["second"], "wipLimit": 1, "rotDays": 5},
                  {"key": "second", "name": "Second", "type": "OPEN", "probability": 60,
                   "required": ["owner"]},
                  {"key": "won", "name": "Won", "type": "WON"},
                  {"key": "lost", "name": "Lost", "type": "LOST"}]}
                """)
            .json();
    String id = strict.path("id").asText();
    assertThat(api.get("/pipelines/" + id).json()).isEqualTo(strict);
    String path = create("{\"name\":\"x\",\"pipeline\":\"" + id + "\"}");
    Response refused = at(1).post(path + ":move", "{\"stage\":\"won\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.json().path("allowed").toString()).isEqualTo("[\"second\"]");
    assertThat(at(1).post(path + ":move", "{\"stage\":\"second\"}").errors())
        .containsExactly("/owner required-by-stage");

    Response inUse =
        at(1)
            .put(
                "/pipelines/" + id,
                "{\"name\":\"Strict\",\"stages\":"
                    + strict.path("stages").toString().replace("\"first\"", "\"fresh\"")
                    + "}");
    assertThat(inUse.status()).isEqualTo(409);
    assertThat(inUse.json().path("count").asInt()).isEqualTo(1);
    assertThat(
            at(1)
                .post(
                    "/pipelines/" + id + ":merge-stage",
                    "{\"stage\":\"first\",\"into\":\"second\"}")
                .json()
                .path("stages"))
        .hasSize(3);
    assertThat(api.get(path).json().path("stage").asText()).isEqualTo("second");
    assertThat(at(2).delete("/pipelines/" + id).status()).isEqualTo(409);
    assertThat(api.post("/pipelines", "{\"name\":\"Two\",\"stages\":[]}").status()).isEqualTo(422);
  }

  @Test
  void the_board_shows_columns_totals_and_cards_in_their_order() {
    String a = create("{\"name\":\"A\",\"amount\":\"100\",\"currency\":\"EUR\"}");
    String b =
        create(
            "{\"name\":\"B\",\"amount\":\"0.10\",\"currency\":\"EUR\",\"closeDate\":\"2020-01-01\"}");
    String c = create("{\"name\":\"C\",\"amount\":\"7\",\"currency\":\"JPY\"}");
    assertThat(names("")).containsExactly("C", "B", "A");
    at(1).post(a + ":move", "{\"stage\":\"prospecting\",\"beforeId\":\"" + id(c) + "\"}");
    assertThat(names("")).containsExactly("A", "C", "B");
    at(1).post(c + ":move", "{\"stage\":\"qualification\",\"afterId\":null,\"beforeId\":null}");
    at(2).post(c + ":move", "{\"stage\":\"prospecting\",\"afterId\":\"" + id(b) + "\"}");
    assertThat(names("")).containsExactly("A", "B", "C");

    JsonNode board = api.get(pipeline + "/board").json();
    assertThat(board.path("columns")).hasSize(6);
    JsonNode first = board.at("/columns/0");
    assertThat(first.path("count").asInt()).isEqualTo(3);
    assertThat(first.path("amounts").toString())
        .isEqualTo(
            "[{\"amount\":\"100.10\",\"currency\":\"EUR\"},{\"amount\":\"7\",\"currency\":\"JPY\"}]");
    assertThat(first.at("/weighted/0/amount").asText()).isEqualTo("10.01");
    assertThat(first.path("total").path("missing").toString()).isEqualTo("[\"JPY\"]");
    api.post(
        "/exchange-rates:batch",
        "{\"rates\":[{\"base\":\"EUR\",\"quote\":\"JPY\",\"from\":\"2020-01-01\",\"rate\":\"140\"}]}");
    assertThat(api.get(pipeline + "/board").json().at("/columns/0/total").toString())
        .isEqualTo(
            "{\"amount\":\"100.15\",\"currency\":\"EUR\",\"rateDate\":\"2020-01-01\",\"missing\":[]}");
    assertThat(first.at("/cards/1/overdue").asBoolean()).isTrue();
    assertThat(names("?closeTo=2020-01-01")).containsExactly("B");
    String team = api.post("/teams", "{\"name\":\"North\"}").json().path("id").asText();
    JsonNode northern = api.get(pipeline + "/board?team=" + team).json();
    assertThat(northern.path("open").asInt()).isZero();
    assertThat(northern.path("amounts")).isEmpty();
    assertThat(api.get(pipeline + "/board?team=" + pipeline.substring(11)).errors())
        .containsExactly("/team unknown-team");
    assertThat(names("?amountMin=7&amountMax=99")).containsExactly("C");
    assertThat(names("?filter=currency%20eq%20'EUR'&q=a")).containsExactly("A");

    JsonNode one = api.get(pipeline + "/board?stage=prospecting&limit=2").json();
    assertThat(one.path("columns")).hasSize(1);
    String cursor = one.at("/columns/0/nextCursor").asText();
    assertThat(names("?stage=prospecting&limit=2&cursor=" + cursor)).containsExactly("C");
    assertThat(api.get(pipeline + "/board?cursor=" + cursor).status()).isEqualTo(422);
    assertThat(api.get(pipeline + "/board?closeFrom=soon&amountMin=x&colour=1").status())
        .isEqualTo(400);
    assertThat(api.get(pipeline + "/board?stage=nowhere").errors())
        .containsExactly("/stage unknown-stage");
  }

  @Test
  void the_board_is_shown_as_it_was_and_what_changed_since_adds_up() {
    String start = server.clock().instant().minusSeconds(1).toString();
    String deal = create("{\"name\":\"A\",\"amount\":\"100\",\"currency\":\"EUR\"}");
    String then = server.clock().instant().toString();
    server.clock().advance(Duration.ofDays(2));
    at(1).patch(deal, "{\"amount\":\"40.50\"}");
    at(2).post(deal + ":win", "{}");
    create("{\"name\":\"B\",\"amount\":\"7\",\"currency\":\"EUR\"}");
    String now = server.clock().instant().toString();

    JsonNode board = api.get(pipeline + "/board?asOf=" + then).json();
    assertThat(board.path("asOf").asText()).isEqualTo(then);
    assertThat(board.at("/columns/0/cards/0/amount").asText()).isEqualTo("100.00");
    assertThat(board.at("/columns/0/total/amount").asText()).isEqualTo("100.00");
    assertThat(board.at("/columns/4/count").asInt()).isZero();
    assertThat(api.get(pipeline + "/board?asOf=" + then + "&amountMin=101").json().at("/open"))
        .hasToString("0");

    JsonNode changes = api.get(pipeline + "/waterfall?from=" + then + "&to=" + now).json();
    assertThat(changes.at("/opening/total/amount").asText()).isEqualTo("100.00");
    assertThat(changes.path("steps").findValuesAsText("kind"))
        .containsExactly("CREATED", "LOWERED", "WON");
    assertThat(changes.at("/steps/1/amounts/0/amount").asText()).isEqualTo("-59.50");
    assertThat(changes.at("/steps/2/total/amount").asText()).isEqualTo("-40.50");
    assertThat(changes.at("/closing/amounts/0/amount").asText()).isEqualTo("7.00");
    assertThat(changes.at("/exchange/amount").asText()).isEqualTo("0.00");
    assertThat(
            api.get(pipeline + "/waterfall?from=" + start + "&to=" + now)
                .json()
                .path("steps")
                .findValuesAsText("kind"))
        .containsExactly("CREATED", "WON");

    assertThat(api.get(pipeline + "/board?asOf=2199-01-01T00:00:00Z").errors())
        .containsExactly("/asOf in-the-future");
    assertThat(api.get(pipeline + "/waterfall?from=" + now + "&to=" + then).errors())
        .containsExactly("/from wrong-order");
    assertThat(api.get(pipeline + "/board?q=x&amountMin=y&asOf=" + then).status()).isEqualTo(400);
    assertThat(api.get(pipeline + "/waterfall?from=" + then).status()).isEqualTo(400);
  }

  private List<String> names(String query) {
    return api.get(pipeline + "/board" + query)
        .json()
        .at("/columns/0/cards")
        .findValuesAsText("name");
  }

  private String create(String json) {
    return "/opportunities/" + api.post("/opportunities", json).json().path("id").asText();
  }

  private static String id(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private Api at(int version) {
    return api.with("If-Match", "\"" + version + "\"");
  }
}
