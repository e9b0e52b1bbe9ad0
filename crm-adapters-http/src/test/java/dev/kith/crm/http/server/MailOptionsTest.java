package dev.kith.crm.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.net.InetAddresses;
import dev.kith.crm.http.testkit.Api.Response;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MailOptionsTest {

  @Test
  void name_servers_are_addresses_with_or_without_a_port() {
    assertThat(MailOptions.of("192.0.2.53, [2001:db8::53]:5353", Duration.ofSeconds(1), ""))
        .isEqualTo(
            new MailOptions(
                true,
                List.of(
                    new InetSocketAddress(InetAddresses.forString("192.0.2.53"), 53),
                    new InetSocketAddress(InetAddresses.forString("2001:db8::53"), 5353)),
                Duration.ofSeconds(1),
                null));
    assertThatThrownBy(() -> MailOptions.of("ns.example", Duration.ofSeconds(1), ""))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_name_server_that_is_silent_fails_no_request() throws IOException {
    try (DatagramSocket silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        OwnServer server =
            OwnServer.start("--dns=127.0.0.1:" + silent.getLocalPort(), "--dns-timeout=100")) {
      Response answer =
          server
              .asAdministrator()
              .post("/validation/email:batch", emails("ada@engines.example", "nobody"));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().path("items"))
          .extracting(item -> item.path("validity").asText())
          .containsExactly("UNKNOWN", "INVALID");
    }
  }

  @Test
  void the_lists_are_extended_by_files(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("role-names.txt"), "# ours\ncaptain\n-sales\n");
    try (OwnServer server = OwnServer.start("--mail-lists=" + folder)) {
      JsonNode items =
          server
              .asAdministrator()
              .post(
                  "/validation/email:batch",
                  emails("captain@engines.example", "sales@engines.example"))
              .json()
              .path("items");
      assertThat(items)
          .extracting(item -> item.path("email").path("role").asBoolean())
          .containsExactly(true, false);
    }
  }

  private static String emails(String... addresses) {
    return "{\"items\":[{\"email\":\"" + String.join("\"},{\"email\":\"", addresses) + "\"}]}";
  }
}
