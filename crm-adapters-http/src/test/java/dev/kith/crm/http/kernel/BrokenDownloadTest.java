package dev.kith.crm.http.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A file that breaks off must not look whole. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BrokenDownloadTest {

  private TestServer server;

  @BeforeEach
  void start() {
    server = TestServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_file_that_fails_before_anything_was_sent_is_a_problem() {
    leads(3);
    failAtTheEnd();

    Response response = server.api().get("/leads.csv");

    assertThat(List.of(response.status(), response.code()))
        .isEqualTo(List.of(500, "internal-error"));
    assertThat(response.header("Content-Disposition")).isNull();
  }

  @Test
  void a_file_that_fails_later_ends_without_its_end() {
    leads(1_000);
    assertThat(server.api().get("/leads.csv").text().lines().count()).isEqualTo(1_001);
    failAtTheEnd();

    for (String encoding : List.of("identity", "gzip")) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(server.rawApi().root() + "/leads.csv"))
              .header("Accept-Encoding", encoding)
              .build();
      assertThatThrownBy(() ->
              HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray()))
          .as(encoding)
          .isInstanceOf(IOException.class);
    }

    server.failing().mend();
    assertThat(server.api().get("/leads.csv").status()).isEqualTo(200);
  }

  private void failAtTheEnd() {
    server
        .failing()
        .fail(operation ->
            operation.equals("LeadReads.each")
                ? Optional.of(new IllegalStateException("lost in the middle"))
                : Optional.empty());
  }

  private void leads(int count) {
    Leads leads = server.crm().as(Actor.SYSTEM).leads();
    for (int i = 0; i < count; i++) {
      leads
          .capture(new Leads.Capture(LeadDraft.named("Ada", "Byron " + i).company("x".repeat(90))))
          .orElseThrow();
    }
  }
}
