package dev.kith.crm.http.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.Streams;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The roles of contacts, as a program meets them. */
class ContactRolesOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @BeforeEach
  void setUp() {
    api.post(
        "/pipelines",
        "{\"name\":\"Sales\",\"stages\":[{\"key\":\"prospecting\",\"name\":\"Prospecting\",\"type\":\"OPEN\","
            + "\"probability\":10},{\"key\":\"won\",\"name\":\"Won\",\"type\":\"WON\",\"probability\":100},"
            + "{\"key\":\"lost\",\"name\":\"Lost\",\"type\":\"LOST\",\"probability\":0}]}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_role_begins_is_weighed_handed_over_and_ends_with_its_history() {
    String deal = idOf(api.post("/opportunities", "{\"name\":\"Turbines\"}"));
    String mara = contact("Mara");
    String ben = contact("Ben");
    Response created =
        api.post(
            "/relationships",
            """
            {"contact":"%s","target":{"type":"opportunity","id":"%s"},"role":"ECONOMIC_BUYER",
             "influence":3,"stance":"SUPPORTER","validFrom":"2026-01-05T09:00:00Z"}
            """
                .formatted(mara, deal));
    assertThat(created.status()).isEqualTo(201);
    JsonNode first = created.json();
    String path = "/relationships/" + first.path("id").asText();
    assertThat(created.header("Location")).endsWith(path);
    assertThat(api.get(path).json()).isEqualTo(first);
    assertThat(first.path("contactName").asText()).isEqualTo("Mara");
    assertThat(first.path("target").path("name").asText()).isEqualTo("Turbines");
    assertThat(first.path("roleName").asText()).isEqualTo("Economic buyer");
    assertThat(first.path("primary").asBoolean()).isTrue();
    assertThat(first.path("source").asText()).isEqualTo("MANUAL");

    String second = idOf(begin(ben, deal, "LEGAL"));
    assertThat(at(1).patch(path, "{\"stance\":\"CHAMPION\"}").json().path("influence").asInt())
        .isEqualTo(3);
    assertThat(at(1).patch(path, "{\"influence\":1}").status()).isEqualTo(412);
    assertThat(at(1).post("/relationships/" + second + ":make-primary").json().path("primary"))
        .isEqualTo(BooleanNode.TRUE);
    assertThat(names("/opportunities/" + deal + "/roles")).containsExactly("Ben*", "Mara");
    JsonNode ended = at(3).post(path + ":end", "{}").json();
    assertThat(ended.path("validTo").isNull()).isFalse();
    // No time has passed here: how things stood in between was never so.
    assertThat(ended.path("phases")).hasSize(1);
    assertThat(at(4).post(path + ":end", "{}").code()).isEqualTo("relationship-ended");

    assertThat(names("/opportunities/" + deal + "/roles")).containsExactly("Ben*");
    assertThat(names("/opportunities/" + deal + "/roles?ended=true"))
        .containsExactly("Ben*", "Mara*");
    assertThat(names("/opportunities/" + deal + "/roles?asOf=2026-01-06T00:00:00Z"))
        .containsExactly("Mara*");
    assertThat(names("/contacts/" + mara + "/roles")).isEmpty();
    assertThat(names("/contacts/" + mara + "/roles?ended=true")).containsExactly("Mara*");
    Response future = api.get("/opportunities/" + deal + "/roles?asOf=2999-01-01T00:00:00Z");
    assertThat(future.status()).isEqualTo(400);
  }

  @Test
  void everybody_with_a_role_is_set_by_one_call() {
    String account = idOf(api.post("/accounts", "{\"name\":\"Vogel\"}"));
    String mara = contact("Mara");
    String ben = contact("Ben");
    String path = "/accounts/" + account + "/roles";
    String both =
        "{\"roles\":[{\"contact\":\"%s\",\"role\":\"BILLING\"},{\"contact\":\"%s\",\"role\":\"LEGAL\",\"primary\":true}]}"
            .formatted(mara, ben);

    assertThat(names(api.put(path, both))).containsExactly("Ben*", "Mara");
    assertThat(names(api.put(path, both))).containsExactly("Ben*", "Mara");
    assertThat(
            names(
                api.put(
                    path,
                    "{\"roles\":[{\"contact\":\"%s\",\"role\":\"BILLING\",\"stance\":\"DETRACTOR\"}]}"
                        .formatted(mara))))
        .containsExactly("Mara*");
    assertThat(
            api.put(
                    path,
                    "{\"roles\":[{\"contact\":\"%s\",\"role\":\"EVALUATOR\"},{\"contact\":\"%s\",\"role\":\"LEGAL\"}]}"
                        .formatted(mara, "00000000-0000-0000-0000-000000000001"))
                .errors())
        .containsExactly("/roles/0/role unknown-contact-role", "/roles/1/contact unknown-contact");
    assertThat(names(path)).containsExactly("Mara*");
  }

  @Test
  void roles_are_added_renamed_and_retired_but_never_lost() {
    String deal = idOf(api.post("/opportunities", "{\"name\":\"Turbines\"}"));
    String mara = contact("Mara");
    begin(mara, deal, "BLOCKER");
    ObjectNode catalogue = (ObjectNode) api.get("/contact-roles").json();
    assertThat(catalogue.path("version").asInt()).isEqualTo(1);
    catalogue.remove("version");
    ArrayNode roles = (ArrayNode) catalogue.path("roles");
    assertThat(roles).hasSize(11);
    JsonNode blocker = roles.remove(10);

    assertThat(at(1).put("/contact-roles", catalogue.toString()).code())
        .isEqualTo("contact-role-in-use");
    ((ObjectNode) blocker).put("name", "Opponent").put("retired", true);
    roles.add(blocker);
    roles
        .addObject()
        .put("key", "SPONSOR")
        .put("name", "Sponsor")
        .putArray("kinds")
        .add("opportunity");
    assertThat(at(1).put("/contact-roles", catalogue.toString()).json().path("roles")).hasSize(12);

    assertThat(begin(contact("Ben"), deal, "BLOCKER").code()).isEqualTo("unknown-contact-role");
    assertThat(begin(contact("Zoe"), deal, "SPONSOR").status()).isEqualTo(201);
    assertThat(api.get("/opportunities/" + deal + "/roles").json().at("/items/0/roleName").asText())
        .isEqualTo("Opponent");
    assertThat(
            at(2)
                .put(
                    "/contact-roles",
                    "{\"roles\":[{\"key\":\"x\",\"name\":\"\",\"kinds\":[\"lead\"]}]}")
                .errors())
        .contains("/roles/0/kinds/0 not-one-of");
  }

  @Test
  void what_a_contact_may_do_follows_from_their_roles_while_they_have_them() {
    String deal = idOf(api.post("/opportunities", "{\"name\":\"Turbines\"}"));
    String mara = contact("Mara");
    String role = idOf(begin(mara, deal, "LEGAL"));
    String path = "/contacts/" + mara + "/permissions";
    JsonNode found = api.get(path).json();
    assertThat(found.path("contact").asText()).isEqualTo(mara);
    assertThat(found.path("items")).hasSize(1);
    assertThat(found.at("/items/0/permission").asText()).isEqualTo("SEE_CONTRACTS");
    assertThat(found.at("/items/0/target/name").asText()).isEqualTo("Turbines");
    assertThat(found.at("/items/0/reasons/0/relationship").asText()).isEqualTo(role);
    assertThat(found.at("/items/0/reasons/0/roleName").asText()).isEqualTo("Legal");
    assertThat(found.at("/items/0/until").isNull()).isTrue();
    String here = path + "?opportunity=" + deal;
    assertThat(api.get(here + "&permission=SEE_CONTRACTS").json().path("items")).hasSize(1);
    assertThat(api.get(here + "&permission=PAY_INVOICES").json().path("items")).isEmpty();
    assertThat(api.get(path + "?at=2020-01-01T00:00:00Z").json().path("items")).isEmpty();
    assertThat(api.get(path + "?at=2999-01-01T00:00:00Z").json().path("items")).hasSize(1);
    assertThat(api.get(path + "?permission=FLY").status()).isEqualTo(400);
    assertThat(api.get(here + "&account=" + deal).status()).isEqualTo(400);
    assertThat(api.get(path + "?account=" + deal).status()).isEqualTo(404);
    assertThat(api.get("/contacts/" + deal + "/permissions").status()).isEqualTo(404);

    ObjectNode catalogue = (ObjectNode) api.get("/contact-roles").json();
    catalogue.remove("version");
    ObjectNode legal = (ObjectNode) catalogue.at("/roles/6");
    assertThat(legal.path("permissions").toString()).isEqualTo("[\"SEE_CONTRACTS\"]");
    legal.putArray("permissions").add("OPEN_TICKETS").add("SEE_TICKETS");
    assertThat(at(1).put("/contact-roles", catalogue.toString()).status()).isEqualTo(200);
    assertThat(api.get(path).json().path("items").findValuesAsText("permission"))
        .containsExactly("SEE_TICKETS", "OPEN_TICKETS");
    assertThat(at(1).post("/relationships/" + role + ":end", "{}").status()).isEqualTo(200);
    assertThat(api.get(path).json().path("items")).isEmpty();
  }

  @Test
  void a_committee_is_held_against_what_its_stage_needs() {
    String deal = idOf(api.post("/opportunities", "{\"name\":\"Turbines\"}"));
    String mara = contact("Mara");
    begin(mara, deal, "CHAMPION");
    assertThat(api.get("/committee-template").json().path("needs")).hasSize(3);
    JsonNode set =
        at(1)
            .put(
                "/committee-template",
                "{\"needs\":[{\"stage\":\"prospecting\",\"roles\":[\"CHAMPION\",\"LEGAL\"]}]}")
            .json();
    assertThat(set.path("version").asInt()).isEqualTo(2);

    JsonNode committee = api.get("/opportunities/" + deal + "/committee").json();

    assertThat(committee.path("coverage").asInt()).isEqualTo(50);
    assertThat(committee.path("missing").toString()).isEqualTo("[\"LEGAL\"]");
    assertThat(committee.path("singleThreaded").asBoolean()).isTrue();
    assertThat(committee.at("/seats/0/held/0/contact").asText()).isEqualTo(mara);
    assertThat(committee.path("asOf").isNull()).isTrue();
    String now = api.get("/opportunities/" + deal).json().path("createdAt").asText();
    JsonNode past = api.get("/opportunities/" + deal + "/committee?asOf=" + now).json();
    assertThat(past.path("asOf").asText()).isEqualTo(now);
    assertThat(past.path("stage").asText()).isEqualTo("prospecting");
    assertThat(past.at("/seats/0/held")).hasSize(1);
    for (String outside : List.of("2001-01-01T00:00:00Z", "2999-01-01T00:00:00Z")) {
      assertThat(api.get("/opportunities/" + deal + "/committee?asOf=" + outside).status())
          .isEqualTo(400);
    }
    assertThat(
            at(2)
                .put(
                    "/committee-template",
                    "{\"needs\":[{\"stage\":\"nowhere\",\"roles\":[\"KING\"]}]}")
                .errors())
        .containsExactly("/needs/0/stage unknown-stage", "/needs/0/roles/0 unknown-contact-role");
  }

  @Test
  void figures_tell_who_was_there_when_opportunities_were_won() {
    String won = idOf(api.post("/opportunities", "{\"name\":\"Won\"}"));
    String open = idOf(api.post("/opportunities", "{\"name\":\"Open\"}"));
    begin(contact("Mara"), won, "CHAMPION");
    assertThat(at(1).post("/opportunities/" + won + ":win", "{}").status()).isEqualTo(200);

    JsonNode figures = api.get("/contact-roles/analytics").json();

    assertThat(figures.path("won").asInt()).isEqualTo(1);
    assertThat(figures.path("roles").toString())
        .isEqualTo(
            "[{\"role\":\"CHAMPION\",\"roleName\":\"Champion\",\"wonWith\":1,\"lostWith\":0,"
                + "\"rateWith\":1.0,\"wonWithout\":0,\"lostWithout\":0,\"rateWithout\":null}]");
    assertThat(figures.at("/stages/0/opportunities").asInt()).isEqualTo(1);
    assertThat(figures.path("without").asInt()).isEqualTo(1);
    assertThat(figures.at("/first/0/id").asText()).isEqualTo(open);
    assertThat(
            api.get(
                    "/contact-roles/analytics?from=2026-03-01T00:00:00Z&before=2026-02-01T00:00:00Z")
                .status())
        .isEqualTo(400);
  }

  @Test
  void roles_are_suggested_for_people_at_the_account_accepted_and_declined() {
    String account = idOf(api.post("/accounts", "{\"name\":\"Vogel\"}"));
    String mara =
        idOf(
            api.post(
                "/contacts",
                "{\"givenName\":\"Mara\",\"title\":\"Leiterin Einkauf\",\"account\":\""
                    + account
                    + "\"}"));
    String path = "/accounts/" + account + "/role-suggestions";
    assertThat(api.get(path).json().path("items")).hasSize(2);
    String purchasing = "{\"contact\":\"" + mara + "\",\"role\":\"PROCUREMENT\"}";

    Response accepted = api.post(path + ":accept", purchasing);

    assertThat(accepted.status()).isEqualTo(201);
    assertThat(accepted.json().path("source").asText()).isEqualTo("INFERRED");
    assertThat(accepted.json().path("confidence").asInt()).isEqualTo(55);
    assertThat(api.post(path + ":accept", purchasing).status()).isEqualTo(404);
    assertThat(
            api.post(
                    path + ":decline", "{\"contact\":\"" + mara + "\",\"role\":\"DECISION_MAKER\"}")
                .json()
                .path("roleName")
                .asText())
        .isEqualTo("Decision maker");
    assertThat(api.get(path).json().path("items")).isEmpty();
    assertThat(names("/accounts/" + account + "/roles")).containsExactly("Mara*");
  }

  @Test
  void a_title_suggests_roles() {
    assertThat(
            api.post("/contact-roles:suggest", "{\"title\":\"Leiterin Einkauf\"}")
                .json()
                .path("items")
                .toString())
        .isEqualTo(
            "[{\"role\":\"DECISION_MAKER\",\"pattern\":\"*leiterin\",\"confidence\":55},"
                + "{\"role\":\"PROCUREMENT\",\"pattern\":\"*einkauf*\",\"confidence\":55}]");
  }

  private Response begin(String contact, String deal, String role) {
    return api.post(
        "/relationships",
        "{\"contact\":\"%s\",\"target\":{\"type\":\"opportunity\",\"id\":\"%s\"},\"role\":\"%s\"}"
            .formatted(contact, deal, role));
  }

  private List<String> names(String path) {
    return names(api.get(path));
  }

  /** A star stands at the primary contact. */
  private static List<String> names(Response response) {
    return Streams.stream(response.json().path("items"))
        .map(r -> r.path("contactName").asText() + (r.path("primary").asBoolean() ? "*" : ""))
        .toList();
  }

  private String contact(String name) {
    return idOf(api.post("/contacts", "{\"givenName\":\"" + name + "\"}"));
  }

  private static String idOf(Response created) {
    return created.json().path("id").asText();
  }

  private Api at(int version) {
    return api.with("If-Match", "\"" + version + "\"");
  }
}
