package dev.kith.crm.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Forms that pages do not receive; what holds for the API is tested there. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class TooLargeFormsTest {

  @Test
  void are_answered_with_a_page_before_anything_of_them_was_sent() throws IOException {
    try (OwnServer server = OwnServer.start()) {
      URI root = URI.create(server.root());
      try (Socket client = new Socket(root.getHost(), root.getPort())) {
        client.setSoTimeout(20_000);
        client
            .getOutputStream()
            .write(
                ("POST /imports/new HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000000000\r\n"
                        + "Content-Type: multipart/form-data; boundary=A\r\n\r\n")
                    .getBytes(ISO_8859_1));
        String answer = new String(client.getInputStream().readAllBytes(), ISO_8859_1);
        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("<h1>Too large</h1>");
      }
    }
  }
}
