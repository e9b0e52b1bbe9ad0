package dev.kith.crm.http.intake.validation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ValidationOverHttpScenario {

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
  void a_telephone_number_is_told_in_every_form() {
    Response answer =
        api.post("/validation/phone", "{\"phone\":\"201 555 0123\",\"country\":\"us\"}");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(verdict(answer.json())).isEqualTo("VALID");
    assertThat(answer.json().path("phone"))
        .hasToString(
            "{\"number\":\"+12015550123\",\"e164\":\"+12015550123\",\"extension\":null,"
                + "\"line\":\"FIXED_LINE_OR_MOBILE\",\"country\":\"US\","
                + "\"national\":\"(201) 555-0123\",\"international\":\"+1 201-555-0123\"}");
  }

  @Test
  void what_is_wrong_is_an_answer_and_no_error() {
    Response answer = api.post("/validation/email", "{\"email\":\"nobody\"}");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(verdict(answer.json())).isEqualTo("INVALID /email email-syntax");
    assertThat(answer.json().path("email").isNull()).isTrue();
  }

  @Test
  void a_company_is_told_in_its_parts() {
    assertThat(
            api.post("/validation/company", "{\"company\":\"Huber & Söhne GmbH & Co. KG\"}")
                .json()
                .path("company"))
        .hasToString(
            "{\"displayName\":\"Huber & Söhne GmbH & Co. KG\",\"name\":\"Huber & Söhne\","
                + "\"legalForm\":\"GmbH & Co. KG\",\"legalFormCountries\":[\"AT\",\"DE\"],"
                + "\"canonicalName\":\"huber and sohne\",\"key\":\"huber sohne\"}");
  }

  @Test
  void an_address_is_told_what_it_lacks_and_how_it_is_written() {
    Response answer =
        api.post("/validation/address", "{\"postalCode\":\"sw1a1aa\",\"country\":\"gb\"}");
    assertThat(verdict(answer.json()))
        .isEqualTo("INVALID /street required /city required /postalCode postal-code-spelling");
    assertThat(answer.json().path("address"))
        .hasToString(
            "{\"street\":null,\"postalCode\":\"SW1A 1AA\",\"city\":null,\"region\":null,"
                + "\"country\":\"GB\",\"lines\":[\"SW1A 1AA\"],\"location\":null}");
  }

  @Test
  void a_tax_number_is_proven_by_its_check_digit() {
    Response answers =
        api.post(
            "/validation/vat:batch",
            "{\"items\":[{\"vat\":\"DE 123 456 788\"},{\"vat\":\"DE123456789\"},"
                + "{\"vat\":\"12-3456789\",\"country\":\"US\"},{\"vat\":\"\"}]}");
    assertThat(verdicts(answers))
        .containsExactly(
            "VALID", "INVALID /vat vat-check-digit", "VALID", "INVALID /vat vat-country-missing");
    assertThat(answers.json().path("items").path(0).path("vat"))
        .hasToString(
            "{\"number\":\"DE123456788\",\"country\":\"DE\",\"kind\":\"USt-IdNr.\","
                + "\"proven\":true,\"registration\":null}");
  }

  @Test
  void many_are_answered_in_their_order() {
    Response answer =
        api.post(
            "/validation/lead:batch",
            "{\"items\":[{\"familyName\":\"Byron\"},{\"email\":\"nobody\"},{}]}");
    assertThat(verdicts(answer))
        .containsExactly("VALID", "INVALID /email email-syntax", "INVALID /familyName required");
  }

  @Test
  void a_question_of_the_wrong_form_is_refused() {
    assertThat(api.post("/validation/email", "{\"mail\":\"ada@example.com\"}").errors())
        .containsExactlyInAnyOrder("/email required", "/mail unknown-property");
    assertThat(api.post("/validation/phone:batch", "{\"items\":[]}").errors())
        .containsExactly("/items too-few");
    assertThat(
            api.post(
                    "/validation/phone:batch",
                    "{\"items\":[" + "{\"phone\":\"1\"},".repeat(500) + "{\"phone\":\"1\"}]}")
                .errors())
        .containsExactly("/items too-many");
  }

  private static List<String> verdicts(Response answer) {
    List<String> verdicts = new ArrayList<>();
    answer.json().path("items").forEach(item -> verdicts.add(verdict(item)));
    return verdicts;
  }

  private static String verdict(JsonNode answer) {
    StringBuilder verdict = new StringBuilder(answer.path("validity").asText());
    answer
        .path("reasons")
        .forEach(r ->
            verdict
                .append(' ')
                .append(r.path("pointer").asText())
                .append(' ')
                .append(r.path("code").asText()));
    return verdict.toString();
  }
}
