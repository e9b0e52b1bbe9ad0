package dev.kith.crm.http.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Companies and how they belong together, as a program meets them. */
class AccountsOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void an_account_is_created_edited_noted_on_deleted_and_restored() {
    Response created =
        api.post(
            "/accounts",
            """
            {"name": "Bücher Vogel GmbH", "domains": ["Vogel.example", "bücher.example"],
             "website": "www.vogel.example", "phone": "+49 30 123456", "industry": "Retail",
             "employees": 120, "annualRevenue": "12500000.5", "revenueCurrency": "EUR",
             "taxNumber": "DE 136 695 976", "billingCity": "Berlin", "billingCountry": "Germany",
             "externalSystem": "erp", "externalId": "K-42"}
            """);
    assertThat(created.status()).isEqualTo(201);
    JsonNode vogel = created.json();
    String path = "/accounts/" + vogel.path("id").asText();
    assertThat(created.header("Location")).endsWith(path);
    assertThat(api.get(path).json()).isEqualTo(vogel);
    assertThat(vogel.path("legalForm").asText()).isEqualTo("GmbH");
    assertThat(vogel.path("domains").toString())
        .isEqualTo("[\"vogel.example\",\"xn--bcher-kva.example\"]");
    assertThat(vogel.path("website").asText()).isEqualTo("https://www.vogel.example");
    assertThat(vogel.path("annualRevenue").asText()).isEqualTo("12500000.50");
    assertThat(vogel.path("employees").asInt()).isEqualTo(120);
    assertThat(vogel.path("billingCountry").asText()).isEqualTo("DE");

    JsonNode edited =
        at(1)
            .patch(path, "{\"industry\":null,\"employees\":130,\"domains\":[\"vogel.example\"]}")
            .json();
    assertThat(edited.path("industry").isNull()).isTrue();
    assertThat(edited.path("domains")).hasSize(1);
    assertThat(edited.path("taxNumber").asText()).isEqualTo("DE136695976");
    assertThat(at(1).patch(path, "{\"name\":\"x\"}").status()).isEqualTo(412);
    assertThat(at(2).post(path + ":note", "{\"text\":\"Moves in May\"}").status()).isEqualTo(200);
    assertThat(at(3).post(path + ":assign", "{\"owner\":null}").status()).isEqualTo(200);
    JsonNode deleted = at(3).delete(path).json();
    assertThat(deleted.path("deletedAt").isNull()).isFalse();
    assertThat(api.get("/accounts").json().path("items")).isEmpty();
    assertThat(api.get("/accounts?bin=deleted").json().path("items")).hasSize(1);
    assertThat(at(4).post(path + ":restore").json().path("version").asInt()).isEqualTo(5);
    assertThat(api.get(path + "/timeline").json().path("items")).hasSize(5);
  }

  @Test
  void what_is_wrong_is_said_all_at_once() {
    assertThat(
            api.post(
                    "/accounts",
                    "{\"domains\":[\"gmail.com\",\"co.uk\"],\"employees\":-1,\"website\":\"x\","
                        + "\"annualRevenue\":\"5\",\"colour\":\"red\"}")
                .errors())
        .containsExactlyInAnyOrder(
            "/name required",
            "/domains/0 domain-free-mail",
            "/domains/1 domain-public",
            "/employees out-of-range",
            "/website website-syntax",
            "/revenueCurrency required",
            "/colour unknown-property");
    String path = account("{\"name\":\"Vogel\"}");
    assertThat(
            at(1).patch(path, "{\"annualRevenue\":\"5.555\",\"revenueCurrency\":\"EUR\"}").errors())
        .containsExactly("/annualRevenue too-many-decimals");
    assertThat(at(1).patch(path, "{\"employees\":\"many\",\"phone\":\"x\"}").errors())
        .containsExactlyInAnyOrder("/employees wrong-type", "/phone phone-syntax");
  }

  @Test
  void a_hierarchy_is_built_looked_at_and_kept_free_of_circles() {
    String top = account("{\"name\":\"Top\"}");
    String middle = account(below("Middle", top));
    String leaf = account(below("Leaf", middle));

    JsonNode hierarchy = api.get(middle + "/hierarchy").json();
    assertThat(names(hierarchy.path("above"))).containsExactly("Top");
    assertThat(hierarchy.at("/account/parentName").asText()).isEqualTo("Top");
    assertThat(names(hierarchy.path("below"))).containsExactly("Leaf");
    assertThat(hierarchy.path("more").asBoolean()).isFalse();

    Response circular = at(1).patch(top, "{\"parent\":\"" + id(leaf) + "\"}");
    assertThat(circular.code()).isEqualTo("account-circular");
    Response kept = at(1).delete(middle);
    assertThat(kept.code()).isEqualTo("account-has-children");
    assertThat(kept.json().path("children").toString()).isEqualTo("[\"" + id(leaf) + "\"]");
    at(1).patch(leaf, "{\"parent\":null}");
    assertThat(at(1).delete(middle).status()).isEqualTo(200);
    assertThat(api.get(top + "/hierarchy").json().path("below")).isEmpty();
  }

  @Test
  void a_list_is_filtered_sorted_searched_and_paged() {
    account(
        "{\"name\":\"Alpha\",\"employees\":5,\"annualRevenue\":\"10\",\"revenueCurrency\":\"EUR\"}");
    account("{\"name\":\"beta\",\"domains\":[\"beta.example\"],\"employees\":50}");
    account("{\"name\":\"Gamma\",\"annualRevenue\":\"99.5\",\"revenueCurrency\":\"EUR\"}");

    assertThat(names(items(""))).containsExactly("Alpha", "beta", "Gamma");
    assertThat(names(items("?sort=-annualRevenue"))).containsExactly("Gamma", "Alpha", "beta");
    assertThat(names(items("?filter=annualRevenue%20gt%2099"))).containsExactly("Gamma");
    assertThat(names(items("?filter=employees%20ge%205"))).containsExactly("Alpha", "beta");
    assertThat(names(items("?q=beta.ex"))).containsExactly("beta");
    assertThat(items("?q=beta&fields=name,domains").toString())
        .isEqualTo("[{\"name\":\"beta\",\"domains\":[\"beta.example\"]}]");
    JsonNode page = api.get("/accounts?limit=2&sort=-annualRevenue").json();
    String next = page.path("nextCursor").asText();
    assertThat(names(items("?limit=2&sort=-annualRevenue&cursor=" + next))).containsExactly("beta");
    assertThat(api.get("/accounts?filter=annualRevenue%20gt%20lots").errors())
        .containsExactly("/filter filter-value");
  }

  @Test
  void what_the_list_finds_is_handed_out_as_a_file() {
    account("{\"name\":\"=Alpha\",\"employees\":5}");
    account("{\"name\":\"Beta, sons\",\"domains\":[\"beta.example\"],\"employees\":50}");
    account("{\"name\":\"Gamma\"}");
    Api.Response file =
        api.get("/accounts.csv?fields=name,domains&filter=employees%20ge%205&limit=1");
    assertThat(file.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
    assertThat(file.text().lines())
        .containsExactly("name,domains", "'=Alpha,", "\"Beta, sons\",beta.example");
    assertThat(api.get("/accounts.csv?fields=shoe").errors())
        .isEqualTo(api.get("/accounts?fields=shoe").errors());
    assertThat(api.get("/contacts.csv?fields=name").text()).isEqualTo("name\r\n");
    assertThat(api.get("/opportunities.csv?fields=name,amount").text())
        .isEqualTo("name,amount\r\n");
  }

  private String account(String json) {
    return "/accounts/" + api.post("/accounts", json).json().path("id").asText();
  }

  private static String below(String name, String parent) {
    return "{\"name\":\"" + name + "\",\"parent\":\"" + id(parent) + "\"}";
  }

  private static String id(String path) {
    return path.substring("/accounts/".length());
  }

  private JsonNode items(String query) {
    return api.get("/accounts" + query).json().path("items");
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
