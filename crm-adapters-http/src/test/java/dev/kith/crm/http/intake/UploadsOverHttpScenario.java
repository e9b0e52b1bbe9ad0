package dev.kith.crm.http.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Files of every kind come in as the body of one request, and become leads. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UploadsOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void ndjson_becomes_leads() {
    comesIn(
        "NDJSON",
        false,
        "application/x-ndjson",
        bytes(
            "{\"familyName\":\"Record\",\"email\":\"one@ndjson.example\",\"city\":\"Kiel\"}\n"
                + "{\"familyName\":\"Record\",\"email\":\"two@ndjson.example\"}\n"),
        "one@ndjson.example",
        "Kiel");
  }

  @Test
  void an_excel_workbook_becomes_leads() throws IOException {
    comesIn(
        "XLSX",
        false,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        workbook(
            row("Family name", "E-mail", "City")
                + row("Sheet", "one@xlsx.example", "Kiel")
                + row("Sheet", "two@xlsx.example", "")),
        "one@xlsx.example",
        "Kiel");
  }

  @Test
  void a_sheet_that_a_workbook_does_not_have_is_refused_with_those_that_it_has()
      throws IOException {
    String id =
        api.publish(
                "POST",
                "/imports?name=one.xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                BodyPublishers.ofByteArray(
                    workbook(row("Family name", "E-mail") + row("Sheet", "three@xlsx.example"))))
            .json()
            .path("id")
            .asText();
    assertThat(
            api.with("If-Match", "*")
                .put("/imports/" + id + "/format", "{\"sheet\": \"Gone\"}")
                .json()
                .at("/errors/0/message")
                .asText())
        .isEqualTo("There is no sheet Gone; the workbook has Leads.");
  }

  @Test
  void vcards_become_leads() {
    comesIn(
        "VCARD",
        false,
        "text/vcard",
        bytes(
            "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Card;Ada;;;\r\nFN:Ada Card\r\n"
                + "EMAIL:one@vcard.example\r\nADR:;;;Kiel;;;\r\nEND:VCARD\r\n"
                + "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Card;Bo;;;\r\nFN:Bo Card\r\n"
                + "EMAIL:two@vcard.example\r\nEND:VCARD\r\n"),
        "one@vcard.example",
        "Kiel");
  }

  @Test
  void a_packed_csv_file_becomes_leads() throws IOException {
    comesIn(
        "CSV",
        true,
        "application/gzip",
        packed("Family name,E-mail,City\nPacked,one@gzip.example,Kiel\nPacked,two@gzip.example,\n"),
        "one@gzip.example",
        "Kiel");
  }

  /** A file of two leads, the first of which is known by its address and lives in the city. */
  private void comesIn(
      String kind, boolean gzip, String type, byte[] file, String email, String city) {
    Response uploaded =
        api.publish(
            "POST",
            "/imports?name=" + kind + "&start=true",
            type,
            BodyPublishers.ofByteArray(file));
    assertThat(uploaded.status()).as(uploaded.text()).isEqualTo(202);
    assertThat(uploaded.json().at("/format/kind").asText()).isEqualTo(kind);
    assertThat(uploaded.json().at("/format/gzip").asBoolean()).isEqualTo(gzip);
    assertThat(uploaded.json().path("file").asText()).isEqualTo(kind);
    server.crm().runDue();

    JsonNode done = api.get("/imports/" + uploaded.json().path("id").asText()).json();
    assertThat(done.path("status").asText()).as(done.toString()).isEqualTo("COMPLETED");
    assertThat(done.path("created").asInt()).isEqualTo(2);
    JsonNode found = api.get("/leads?filter=email%20eq%20'" + email + "'").json().path("items");
    assertThat(found).hasSize(1);
    JsonNode lead = api.get("/leads/" + found.at("/0/id").asText()).json();
    assertThat(lead.path("city").asText()).isEqualTo(city);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] packed(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(bytes(text));
    }
    return bytes.toByteArray();
  }

  private static byte[] workbook(String rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      part(
          zip,
          "xl/workbook.xml",
          "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Leads\" sheetId=\"1\" r:id=\"a\"/>"
              + "</sheets></workbook>");
      part(
          zip,
          "xl/_rels/workbook.xml.rels",
          "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/>"
              + "</Relationships>");
      part(
          zip,
          "xl/worksheets/sheet1.xml",
          "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
    }
    return bytes.toByteArray();
  }

  private static void part(ZipOutputStream zip, String name, String xml) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes(xml));
  }

  private static String row(String... cells) {
    StringBuilder row = new StringBuilder("<row>");
    for (String cell : cells) {
      row.append("<c t=\"inlineStr\"><is><t>").append(cell).append("</t></is></c>");
    }
    return row.append("</row>").toString();
  }
}
