package dev.kith.crm.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.testkit.PlacesFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole server with the sources of enrichment that settings give it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EnrichmentSourcesTest {

  @TempDir private Path folder;

  @Test
  void without_settings_nobody_is_asked() {
    try (OwnServer server = OwnServer.start()) {
      assertThat(names(server)).hasToString("[\"email\",\"phone\"]");
    }
  }

  @Test
  void a_file_of_places_and_a_directory_fill_a_lead() throws IOException {
    List<String> asked = new CopyOnWriteArrayList<>();
    HttpServer partner =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    partner.createContext(
        "/find",
        exchange -> {
          asked.add(
              exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] bytes = "{\"name\":\"Blue Sky Ltd\"}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    partner.start();
    Path places =
        new PlacesFile(6)
            .with("193.0.6.0/24", PlacesFile.BERLIN)
            .write(folder.resolve("places.mmdb"));
    try (OwnServer server =
        OwnServer.start(
            "--ip-places=" + places,
            "--company-directory=http://127.0.0.1:"
                + partner.getAddress().getPort()
                + "/find?domain={domain}",
            "--company-directory-header=Authorization: Bearer open sesame",
            "--company-directory-fields=company=/name",
            "--trusted-hosts=127.0.0.1")) {
      assertThat(names(server)).hasToString("[\"email\",\"phone\",\"ip\",\"company-directory\"]");
      Api api = server.asAdministrator();
      String lead =
          "/leads/"
              + api.post(
                      "/leads",
                      "{\"givenName\":\"Ada\",\"familyName\":\"Lovelace\","
                          + "\"email\":\"ada@blue-sky.co.uk\"}")
                  .json()
                  .path("id")
                  .asText();
      assertThat(api.post(lead + ":enrich", "{\"ip\":\"193.0.6.139\"}").status()).isEqualTo(200);
      JsonNode enriched = api.get(lead).json();
      assertThat(enriched.path("company").asText()).isEqualTo("Blue Sky Ltd");
      assertThat(enriched.path("city").asText()).isEqualTo("Berlin");
      assertThat(enriched.path("country").asText()).isEqualTo("DE");
    } finally {
      partner.stop(0);
    }
    assertThat(asked).containsExactly("/find?domain=blue-sky.co.uk Bearer open sesame");
  }

  @Test
  void leads_that_come_in_are_enriched_in_the_background_and_the_job_is_seen() {
    try (OwnServer server = OwnServer.start("--enrich-new-leads=true")) {
      Api api = server.asAdministrator();
      String lead =
          "/leads/"
              + api.post("/leads", "{\"familyName\":\"Lovelace\",\"email\":\"ada@blue-sky.co.uk\"}")
                  .json()
                  .path("id")
                  .asText();
      JsonNode enriched = api.until(lead, seen -> seen.path("version").asLong() > 1);
      assertThat(enriched.path("company").asText()).isEqualTo("Blue Sky");
      JsonNode newest = api.get(lead + "/timeline").json().path("items").path(0);
      assertThat(newest.path("action").asText()).isEqualTo("lead.enrich");
      assertThat(newest.path("actorName").asText()).isEqualTo("Kith");
      JsonNode jobs =
          api.until(
              "/jobs?filter=kind%20eq%20'lead.enrich-new'",
              seen -> seen.path("items").path(0).path("state").asText().equals("SUCCEEDED"));
      assertThat(jobs.path("items").path(0).path("done").asInt()).isEqualTo(1);
    }
  }

  @Test
  void what_is_wrong_with_the_settings_is_told_at_the_start_and_all_at_once() throws IOException {
    Path text = Files.writeString(folder.resolve("places.mmdb"), "city,country\n");
    assertThatThrownBy(() ->
            Settings.read(
                List.of(
                    "--ip-places=" + text,
                    "--company-directory=https://partner.example/find",
                    "--company-directory-header=open sesame",
                    "--company-directory-fields=fax=/fax"),
                Map.of()))
        .hasMessage(
            "--company-directory-header (KITH_COMPANY_DIRECTORY_HEADER) must be a header such as"
                + " X-Key: KEY\n"
                + "--company-directory-fields (KITH_COMPANY_DIRECTORY_FIELDS) names fax, which is"
                + " none of domain, company, street, postalCode, city, region, country, timeZone,"
                + " website, industry, employees, confidence\n"
                + "--company-directory (KITH_COMPANY_DIRECTORY) must hold {domain} once\n"
                + "--ip-places (KITH_IP_PLACES) must be a file in the format of MaxMind DB: "
                + text
                + " is damaged, or no MaxMind DB");
  }

  private static JsonNode names(OwnServer server) {
    return server.asAdministrator().get("/enrichment/sources").json().path("items");
  }
}
