package dev.kith.crm.http.lead;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Streams;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TagsOverHttpScenario {

  private TestServer server;
  private Api api;

  @BeforeEach
  void start() {
    server = TestServer.start();
    api = server.api();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void leads_are_tagged_found_by_their_tags_and_exported_with_them() {
    Response captured =
        api.post("/leads", "{\"familyName\":\"Byron\",\"tags\":[\"VIP\",\" trade  fair \"]}");
    assertThat(captured.status()).isEqualTo(201);
    assertThat(tags(captured.json())).containsExactly("trade fair", "VIP");
    String path = String.valueOf(captured.header("Location")).replace("/api/v1", "");
    Response batch =
        api.post(
            "/leads:batch",
            "{\"items\":[{\"familyName\":\"King\",\"tags\":[\"vip\"]},"
                + "{\"familyName\":\"Bad\",\"tags\":[\"a,b\",\"c;d\"]}]}");
    assertThat(batch.json().path("items").path(1).path("problem").path("errors"))
        .as("%s", batch.json())
        .hasSize(2);

    Response tagged = at(1).post(path + ":tag", "{\"tags\":[\"vip\",\"new\"]}");
    assertThat(tags(tagged.json())).containsExactly("new", "trade fair", "VIP");
    assertThat(tagged.header("ETag")).isEqualTo("\"2\"");
    assertThat(at(2).post(path + ":tag", "{\"tags\":[\"NEW\"]}").header("ETag")).isEqualTo("\"2\"");
    assertThat(tags(at(2).post(path + ":untag", "{\"tags\":[\"New\",\"other\"]}").json()))
        .containsExactly("trade fair", "VIP");
    assertThat(tags(at(3).patch(path, "{\"tags\":[\"Hot\",\"vip\"]}").json()))
        .containsExactly("Hot", "VIP");

    assertThat(names("tags eq 'vip'")).containsExactlyInAnyOrder("Byron", "King");
    assertThat(names("tags in ('hot', 'cold')")).containsExactly("Byron");
    assertThat(names("tags ne 'hot'")).containsExactly("King");
    Response refused = api.get("/leads?filter=" + encoded("tags gt 'a'"));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.code()).isEqualTo("invalid-parameter");

    JsonNode inUse = api.get("/tags?prefix=V&limit=5").json().path("items");
    assertThat(inUse).hasSize(1);
    assertThat(inUse.path(0).path("tag").asText()).isEqualTo("VIP");
    assertThat(inUse.path(0).path("leads").asLong()).isEqualTo(2);
    assertThat(api.get("/tags?prefix=%00").json().path("items")).isEmpty();
    assertThat(api.post("/leads", "{\"familyName\":\"King\",\"tags\":[1]}").status())
        .isEqualTo(422);

    assertThat(api.get("/leads.csv?fields=familyName,tags&sort=name").text())
        .contains("Byron,Hot; VIP")
        .contains("King,vip");
    assertThat(tags(at(4).patch(path, "{\"tags\":null}").json())).isEmpty();
    assertThat(at(5).post(path + ":tag", "{\"tags\":[\"" + "x".repeat(41) + "\"]}").code())
        .isEqualTo("invalid");
  }

  @Test
  void a_rule_tags_what_comes_in() {
    String rule =
        api.post(
                "/automation/rules",
                """
                {"name": "Tag", "record": "lead", "events": ["lead.captured.v1"],
                 "condition": "!('known' in lead.tags)", "repeat": "ALWAYS",
                 "then": [{"action": "lead.tag", "parameters": {"tags": "Fresh, of {lead.source}"}}]}
                """)
            .json()
            .path("id")
            .asText();
    assertThat(at(1).post("/automation/rules/" + rule + ":activate").status()).isEqualTo(200);
    String fresh = id(api.post("/leads", "{\"familyName\":\"A\",\"source\":\"web\"}"));
    String known = id(api.post("/leads", "{\"familyName\":\"B\",\"tags\":[\"KNOWN\"]}"));
    server.crm().runDue();

    assertThat(tags(api.get("/leads/" + fresh).json())).containsExactly("Fresh", "of web");
    assertThat(tags(api.get("/leads/" + known).json())).containsExactly("KNOWN");
  }

  private Api at(long version) {
    return api.with("If-Match", "\"" + version + "\"");
  }

  private static String id(Response response) {
    return response.json().path("id").asText();
  }

  private List<String> names(String filter) {
    return Streams.stream(api.get("/leads?filter=" + encoded(filter)).json().path("items"))
        .map(lead -> lead.path("familyName").asText())
        .toList();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static List<String> tags(JsonNode lead) {
    return Streams.stream(lead.path("tags")).map(JsonNode::asText).toList();
  }
}
