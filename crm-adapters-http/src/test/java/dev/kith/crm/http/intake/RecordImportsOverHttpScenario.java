package dev.kith.crm.http.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import dev.kith.crm.testkit.AccessWorld;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Accounts, contacts, opportunities and products come in as files over REST. */
class RecordImportsOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_whole_business_comes_in_file_by_file() {
    JsonNode accounts =
        done(
            "account",
            "Company,Domain,Country\nVogel GmbH,vogel.example,DE\nAcme,acme.example,Atlantis\n");
    assertThat(accounts.path("of").asText()).isEqualTo("account");
    assertThat(accounts.path("created").asInt()).isEqualTo(1);
    assertThat(accounts.path("failed").asInt()).isEqualTo(1);
    String errors = api.get("/imports/" + accounts.path("id").asText() + "/errors.csv").text();
    assertThat(errors.lines().toList().get(1))
        .startsWith("Acme,acme.example,Atlantis,3,FAILED,billingCountry,");

    JsonNode contacts =
        done("contact", "Name,Company,E-mail\nMara Vogel,Vogel GmbH,mara@vogel.example\n");
    assertThat(contacts.path("created").asInt()).isEqualTo(1);
    assertThat(api.get("/contacts?fields=name,accountName").json().path("items").toString())
        .isEqualTo("[{\"name\":\"Mara Vogel\",\"accountName\":\"Vogel GmbH\"}]");

    assertThat(
            done("product", "code,product,price,currency\nT-1,Tur bine,1200,USD\n")
                .path("created")
                .asInt())
        .isEqualTo(1);
    pipeline();
    Response uploaded =
        upload(
            "/imports?of=opportunity",
            "opportunity_id,product,account,deal_stage,engage_date,close_date,close_value\n"
                + "O1,Turbine,Vogel GmbH,Won,2025-10-20,2026-01-15,1054.50\n");
    String deals = "/imports/" + uploaded.json().path("id").asText();
    JsonNode mapped =
        api.put(
                deals + "/mapping",
                "{\"header\":\"PRESENT\",\"columns\":"
                    + columns(uploaded.json())
                    + ",\"constants\":{\"opportunity.currency\":\"USD\",\"pipeline\":\"Deals\"}}")
            .json();
    assertThat(mapped.at("/preview/0/problems")).isEmpty();
    assertThat(mapped.at("/preview/0/values/opportunity.stage").asText()).isEqualTo("Won");
    assertThat(mapped.at("/constants/opportunity.currency").asText()).isEqualTo("USD");
    assertThat(api.post(deals + ":dry-run").status()).isEqualTo(202);
    server.crm().runDue();
    JsonNode checked = api.until(deals, json -> json.path("status").asText().equals("CHECKED"));
    assertThat(checked.at("/check/created").asInt()).isEqualTo(1);
    assertThat(api.get("/opportunities").json().path("items")).isEmpty();
    api.post(deals + ":start");
    server.crm().runDue();
    JsonNode ended = api.until(deals, json -> json.path("status").asText().equals("COMPLETED"));
    assertThat(ended.path("created").asInt()).isEqualTo(1);
    assertThat(ended.path("next").toString()).isEqualTo("[\"REVERTING\"]");
    String row = api.get(deals + "/rows").json().at("/items/0/lead").asText();
    assertThat(api.get("/opportunities/" + row + "/stages").json().path("items").toString())
        .contains("\"from\":\"2025-10-20T00:00:00Z\",\"to\":\"2026-01-15T00:00:00Z\"")
        .contains("\"from\":\"2026-01-15T00:00:00Z\",\"to\":null");
    JsonNode lines = api.get("/opportunities/" + row + "/lines").json();
    assertThat(lines.at("/lines/0/sku").asText()).isEqualTo("T-1");
    assertThat(lines.path("sum").asText()).isEqualTo("1200.00");
    assertThat(lines.path("difference").asText()).isEqualTo("-145.50");
    assertThat(api.put(deals + "/rules", "{\"keys\":[],\"policy\":\"REVIEW\"}").code())
        .isEqualTo("invalid");
    String more =
        "/imports/"
            + upload("/imports?of=opportunity", "opportunity_id\n1\n").json().path("id").asText();
    assertThat(api.put(more + "/rules", "{\"keys\":[],\"policy\":\"REVIEW\"}").errors())
        .containsExactly("/policy not-for-opportunities");
    assertThat(api.put(more + "/rules", "{\"keys\":[],\"policy\":\"NEWEST_WINS\"}").errors())
        .containsExactly("/policy leads-only");
  }

  @Test
  void what_rows_name_by_an_id_is_called_by_its_name_beside_it() {
    String olga =
        api.post(
                "/users",
                "{\"login\":\"olga@example.com\",\"name\":\"Olga Brandt\",\"password\":\"%s\"}"
                    .formatted(AccessWorld.PASSWORD))
            .json()
            .path("id")
            .asText();
    done("account", "name,domains\nMother AG,mother.example\nVogel,vogel.example\n");
    String path =
        "/imports/"
            + upload(
                    "/imports?of=account",
                    "name,domains,parent,owner\n"
                        + "Vogel,vogel.example,Mother AG,olga@example.com\n")
                .json()
                .path("id")
                .asText();
    api.put(path + "/rules", "{\"keys\":[],\"policy\":\"REVIEW\"}");
    api.post(path + ":dry-run");
    server.crm().runDue();
    JsonNode checked = api.until(path, json -> json.path("status").asText().equals("CHECKED"));
    assertThat(checked.at("/differences/0/changes").findValuesAsText("afterName"))
        .as(checked.toString())
        .containsExactlyInAnyOrder("Mother AG", "Olga Brandt");
    api.post(path + ":start");
    server.crm().runDue();
    api.until(path, json -> json.path("status").asText().equals("COMPLETED"));
    JsonNode changes = api.get(path + "/reviews").json().at("/items/0/changes");
    assertThat(changes.findValuesAsText("after")).contains(olga);
    assertThat(changes.findValuesAsText("afterName"))
        .containsExactlyInAnyOrder("Mother AG", "Olga Brandt");
    assertThat(changes.findValuesAsText("beforeName")).isEmpty();
  }

  @Test
  void rows_that_would_change_accounts_wait_for_a_decision() {
    done("account", "name,domains,industry\nVogel,vogel.example,Energy\n");
    String path =
        "/imports/"
            + upload(
                    "/imports?of=account",
                    "name,domains,industry\nVogel GmbH,vogel.example,Steel\n")
                .json()
                .path("id")
                .asText();
    assertThat(api.put(path + "/rules", "{\"keys\":[],\"policy\":\"REVIEW\"}").status())
        .isEqualTo(200);
    api.post(path + ":start");
    server.crm().runDue();
    assertThat(
            api.until(path, json -> json.path("status").asText().equals("COMPLETED"))
                .path("review")
                .asInt())
        .isEqualTo(1);
    assertThat(api.get(path + "/reviews").json().at("/items/0/changes").toString())
        .isEqualTo(
            "[{\"field\":\"name\",\"before\":\"Vogel\",\"after\":\"Vogel GmbH\"},"
                + "{\"field\":\"industry\",\"before\":\"Energy\",\"after\":\"Steel\"}]");
    assertThat(
            api.post(
                    path + "/reviews:batch",
                    "{\"items\":[{\"row\":1,\"decision\":\"TAKEN\",\"fields\":[\"industry\"]}]}")
                .json()
                .path("items")
                .toString())
        .isEqualTo("[{\"row\":1,\"decision\":\"TAKEN\",\"problems\":[]}]");
    assertThat(api.get("/accounts?fields=name,industry").json().path("items").toString())
        .isEqualTo("[{\"name\":\"Vogel\",\"industry\":\"Steel\"}]");
  }

  @Test
  void what_files_have_brought_in_is_taken_back_unless_something_hangs_on_it() {
    JsonNode accounts = done("account", "name,parent\nVogel GmbH,\nVogel Nord,Vogel GmbH\nAcme,\n");
    JsonNode contacts = done("contact", "familyName,account\nVogel,Acme\n");
    pipeline();
    JsonNode products = done("product", "product,price,currency\nTurbine,1200,USD\n");
    JsonNode deals =
        done("opportunity", "opportunity_id,product,account,currency\nO1,Turbine,Vogel Nord,USD\n");
    String acme = row(accounts, 2);

    JsonNode back = takenBack(accounts);
    assertThat(back.path("reverted").toString())
        .isEqualTo("{\"removed\":0,\"restored\":0,\"kept\":3}");
    assertThat(api.get("/imports/" + id(accounts) + "/rows?status=KEPT").json().at("/items/2"))
        .hasToString(
            "{\"row\":3,\"line\":4,\"status\":\"KEPT\",\"lead\":\""
                + acme
                + "\",\"changes\":[],\"problems\":[{\"field\":\"\",\"code\":\"in-use\",\"message\":"
                + "\"People are at it.\"}]}");
    assertThat(api.get("/imports/" + id(accounts) + "/kept.csv").text().lines().toList())
        .startsWith("import line,account,field,code,reason")
        .hasSize(4);
    assertThat(api.post("/imports/" + id(accounts) + ":revert").code())
        .isEqualTo("invalid-transition");

    assertThat(takenBack(products).at("/reverted/kept").asInt()).isEqualTo(1);
    assertThat(takenBack(deals).at("/reverted/removed").asInt()).isEqualTo(1);
    assertThat(takenBack(contacts).at("/reverted/removed").asInt()).isEqualTo(1);
    assertThat(api.get("/opportunities").json().path("items")).isEmpty();
    assertThat(api.get("/contacts").json().path("items")).isEmpty();
    JsonNode more = done("product", "product,price,currency\nGear,10,USD\n");
    assertThat(takenBack(more).at("/reverted/removed").asInt()).isEqualTo(1);
    assertThat(api.get("/products?fields=name,active").json().path("items").toString())
        .isEqualTo("[{\"name\":\"Gear\",\"active\":false},{\"name\":\"Turbine\",\"active\":true}]");
  }

  private JsonNode takenBack(JsonNode imported) {
    String path = "/imports/" + id(imported);
    assertThat(api.post(path + ":revert").status()).isEqualTo(202);
    server.crm().runDue();
    return api.until(path, json -> json.path("status").asText().equals("REVERTED"));
  }

  private String row(JsonNode imported, int place) {
    return api.get("/imports/" + id(imported) + "/rows")
        .json()
        .at("/items/" + place + "/lead")
        .asText();
  }

  private static String id(JsonNode imported) {
    return imported.path("id").asText();
  }

  @Test
  void a_price_list_becomes_the_catalogue_and_a_later_one_changes_its_prices() {
    JsonNode first =
        done("product", "sku,product,series,sales_price,currency\nP-1,Pro,GTX,4821,USD\n,,,x,\n");
    assertThat(first.path("of").asText()).isEqualTo("product");
    assertThat(first.path("created").asInt()).isEqualTo(1);
    assertThat(first.path("failed").asInt()).isEqualTo(1);

    Response next =
        upload("/imports?of=product", "sku,list price,currency\np-1,4999.5,USD\nP-1,1,USD\n");
    String path = "/imports/" + next.json().path("id").asText();
    assertThat(api.put(path + "/rules", "{\"keys\":[],\"policy\":\"OVERWRITE\"}").status())
        .isEqualTo(200);
    api.post(path + ":start");
    server.crm().runDue();
    JsonNode ended = api.until(path, json -> json.path("status").asText().startsWith("COMPLETED"));
    assertThat(ended.path("updated").asInt()).isEqualTo(1);
    assertThat(ended.path("duplicate").asInt()).isEqualTo(1);
    assertThat(api.get(path + "/rows").json().at("/items/0/changes").toString())
        .contains("{\"field\":\"prices\",\"before\":\"4821.00 USD\",\"after\":\"4999.50 USD\"}");
    assertThat(api.get("/products?fields=name,prices").json().path("items").toString())
        .isEqualTo(
            "[{\"name\":\"Pro\",\"prices\":[{\"amount\":\"4999.50\",\"currency\":\"USD\"}]}]");
  }

  @Test
  void an_opportunity_is_written_down_as_it_was_known_before() {
    pipeline();
    String path =
        "/opportunities/"
            + api.post(
                    "/opportunities",
                    "{\"name\":\"Turbine\",\"externalId\":\"o-1\",\"effectiveAt\":\"2026-01-05T08:00:00Z\"}")
                .json()
                .path("id")
                .asText();
    assertThat(api.get(path + "/stages").json().at("/items/0/from").asText())
        .isEqualTo("2026-01-05T08:00:00Z");
    Response doubled = api.post("/opportunities", "{\"name\":\"Other\",\"externalId\":\"o-1\"}");
    assertThat(doubled.code()).isEqualTo("opportunity-external-id-taken");
    assertThat(doubled.json().path("holder").asText()).isEqualTo(path.substring(15));
    assertThat(
            api.post(
                    "/opportunities",
                    "{\"name\":\"Later\",\"effectiveAt\":\"2199-01-05T08:00:00Z\"}")
                .errors())
        .containsExactly("/effectiveAt out-of-range");
  }

  private void pipeline() {
    api.post(
        "/pipelines",
        "{\"name\":\"Deals\",\"stages\":[{\"key\":\"engaging\",\"name\":\"Engaging\",\"type\":\"OPEN\",\"probability\":50},"
            + "{\"key\":\"won\",\"name\":\"Won\",\"type\":\"WON\"},{\"key\":\"lost\",\"name\":\"Lost\",\"type\":\"LOST\"}]}");
  }

  private JsonNode done(String kind, String file) {
    Response started = upload("/imports?start=true&of=" + kind, file);
    assertThat(started.status()).isEqualTo(202);
    server.crm().runDue();
    return api.until(
        "/imports/" + started.json().path("id").asText(),
        json -> json.path("status").asText().startsWith("COMPLETED"));
  }

  private Response upload(String path, String file) {
    return api.send("POST", path, "text/csv", file);
  }

  private static String columns(JsonNode imported) {
    StringBuilder columns = new StringBuilder("[");
    for (JsonNode column : imported.path("columns")) {
      columns
          .append(columns.length() > 1 ? "," : "")
          .append("{\"number\":")
          .append(column.path("number").asInt())
          .append(",\"field\":")
          .append(column.path("field"))
          .append('}');
    }
    return columns.append(']').toString();
  }
}
