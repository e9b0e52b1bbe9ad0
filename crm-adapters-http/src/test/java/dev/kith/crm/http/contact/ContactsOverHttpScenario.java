package dev.kith.crm.http.contact;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The people at accounts, as a program meets them. */
class ContactsOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_contact_is_created_edited_moved_noted_on_deleted_and_restored() {
    String vogel = idOf(api.post("/accounts", "{\"name\": \"Vogel GmbH\"}"));
    Response created =
        api.post(
            "/contacts",
            """
            {"givenName": "Mara", "familyName": "Vogel", "title": "Head of Purchasing",
             "department": "Purchasing", "account": "%s",
             "emails": [{"address": "m.vogel@home.example", "type": "HOME"},
                        {"address": "Mara@VOGEL.example", "primary": true}],
             "phones": [{"number": "+49 170 1234567", "type": "MOBILE"}],
             "city": "Berlin", "country": "Germany", "timeZone": "Europe/Berlin", "language": "de",
             "externalSystem": "erp", "externalId": "P-42"}
            """
                .formatted(vogel));
    assertThat(created.status()).isEqualTo(201);
    JsonNode mara = created.json();
    String path = "/contacts/" + mara.path("id").asText();
    assertThat(created.header("Location")).endsWith(path);
    assertThat(api.get(path).json()).isEqualTo(mara);
    assertThat(mara.path("name").asText()).isEqualTo("Mara Vogel");
    assertThat(mara.path("accountName").asText()).isEqualTo("Vogel GmbH");
    assertThat(mara.path("email").asText()).isEqualTo("Mara@vogel.example");
    assertThat(mara.path("emails").toString())
        .isEqualTo(
            "[{\"address\":\"Mara@vogel.example\",\"type\":\"WORK\",\"primary\":true},"
                + "{\"address\":\"m.vogel@home.example\",\"type\":\"HOME\",\"primary\":false}]");
    assertThat(mara.path("phones").toString())
        .isEqualTo("[{\"number\":\"+491701234567\",\"type\":\"MOBILE\",\"primary\":true}]");
    assertThat(mara.path("country").asText()).isEqualTo("DE");

    JsonNode edited =
        at(1).patch(path, "{\"title\":null,\"phones\":[],\"language\":\"en\"}").json();
    assertThat(edited.path("title").isNull()).isTrue();
    assertThat(edited.path("phones").isNull()).isTrue();
    assertThat(edited.path("emails")).hasSize(2);
    assertThat(at(1).patch(path, "{\"title\":\"x\"}").status()).isEqualTo(412);
    assertThat(at(2).post(path + ":note", "{\"text\":\"On leave\"}").status()).isEqualTo(200);
    JsonNode moved = at(3).post(path + ":move", "{\"account\":null}").json();
    assertThat(moved.path("account").isNull()).isTrue();
    assertThat(at(4).post(path + ":assign", "{\"owner\":null}").status()).isEqualTo(200);
    JsonNode deleted = at(4).delete(path).json();
    assertThat(deleted.path("deletedAt").isNull()).isFalse();
    assertThat(api.get("/contacts").json().path("items")).isEmpty();
    assertThat(api.get("/contacts?bin=deleted").json().path("items")).hasSize(1);
    assertThat(at(5).post(path + ":restore").json().path("version").asInt()).isEqualTo(6);
    assertThat(api.get(path + "/timeline").json().path("items")).hasSize(6);
  }

  @Test
  void what_is_wrong_is_said_all_at_once() {
    assertThat(
            api.post(
                    "/contacts",
                    "{\"emails\":[{\"address\":\"ok@vogel.example\",\"primary\":true},"
                        + "{\"address\":\"nonsense\"},"
                        + "{\"address\":\"b@vogel.example\",\"primary\":true,\"type\":\"WORK\"}],"
                        + "\"phones\":[{\"number\":\"call me\"}],\"timeZone\":\"Berlin time\","
                        + "\"language\":\"Klingon\",\"country\":\"Atlantis\",\"colour\":\"red\"}")
                .errors())
        .containsExactlyInAnyOrder(
            "/familyName required",
            "/emails/1 email-syntax",
            "/emails/2 several-primary",
            "/phones/0 phone-syntax",
            "/timeZone zone-unknown",
            "/language language-unknown",
            "/country country-unknown",
            "/colour unknown-property");
    String path = contact("{\"familyName\":\"Vogel\"}");
    assertThat(
            at(1)
                .patch(
                    path,
                    "{\"emails\":[{\"address\":\"a@vogel.example\",\"type\":\"FAX\"},{}],"
                        + "\"phones\":\"+49301234\",\"title\":5}")
                .errors())
        .containsExactlyInAnyOrder(
            "/emails/0/type not-one-of",
            "/emails/1/address required",
            "/phones wrong-type",
            "/title wrong-type");
    assertThat(at(1).patch(path, "{\"account\":\"00000000-0000-0000-0000-000000000001\"}").code())
        .isEqualTo("unknown-account");
  }

  @Test
  void a_primary_address_belongs_to_one_and_the_holder_is_named() {
    String mara = contact("{\"familyName\":\"Vogel\",\"emails\":[{\"address\":\"a@b.example\"}]}");

    Response taken =
        api.post(
            "/contacts", "{\"familyName\":\"Two\",\"emails\":[{\"address\":\"A@B.example\"}]}");

    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.code()).isEqualTo("contact-email-taken");
    assertThat("/contacts/" + taken.json().path("holder").asText()).isEqualTo(mara);
  }

  @Test
  void a_list_is_filtered_sorted_searched_and_paged() {
    String vogel = idOf(api.post("/accounts", "{\"name\": \"Bücher Vogel\"}"));
    contact(
        "{\"givenName\":\"Zoe\",\"familyName\":\"Adler\",\"account\":\""
            + vogel
            + "\","
            + "\"emails\":[{\"address\":\"zoe@adler.example\"},"
            + "{\"address\":\"z@home.example\",\"type\":\"HOME\"}]}");
    contact("{\"givenName\":\"anton\",\"familyName\":\"Zander\",\"language\":\"de\"}");
    contact("{\"givenName\":\"Mia\"}");

    assertThat(names(items(""))).containsExactly("anton Zander", "Mia", "Zoe Adler");
    assertThat(names(items("?sort=familyName")))
        .containsExactly("Zoe Adler", "anton Zander", "Mia");
    assertThat(names(items("?filter=account%20eq%20'" + vogel + "'"))).containsExactly("Zoe Adler");
    assertThat(names(items("?filter=emails%20eq%20'Z@home.example'"))).containsExactly("Zoe Adler");
    assertThat(names(items("?filter=language%20eq%20'de'"))).containsExactly("anton Zander");
    assertThat(names(items("?q=b%C3%BCcher"))).containsExactly("Zoe Adler");
    assertThat(items("?q=zoe&fields=name,phones,emails").toString())
        .isEqualTo(
            "[{\"name\":\"Zoe Adler\",\"emails\":["
                + "{\"address\":\"zoe@adler.example\",\"type\":\"WORK\",\"primary\":true},"
                + "{\"address\":\"z@home.example\",\"type\":\"HOME\",\"primary\":false}],"
                + "\"phones\":null}]");
    JsonNode page = api.get("/contacts?limit=2").json();
    String next = page.path("nextCursor").asText();
    assertThat(names(items("?limit=2&cursor=" + next))).containsExactly("Zoe Adler");
    assertThat(api.get("/contacts?filter=accountName%20eq%20'x'").errors())
        .containsExactly("/filter unknown-field");
  }

  private String contact(String json) {
    return "/contacts/" + idOf(api.post("/contacts", json));
  }

  private static String idOf(Response response) {
    return response.json().path("id").asText();
  }

  private JsonNode items(String query) {
    return api.get("/contacts" + query).json().path("items");
  }

  private static List<String> names(JsonNode items) {
    List<String> names = new ArrayList<>();
    items.forEach(item -> names.add(item.path("name").asText()));
    return names;
  }

  private Api at(int version) {
    return api.with("If-Match", "\"" + version + "\"");
  }
}
