package dev.kith.crm.http.kernel;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.http.testkit.Api.Response;
import dev.kith.crm.http.testkit.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Forms with files, on a server that takes files of a thousand bytes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FormLimitTest {

  private static final int LARGEST_FILE = 1_000;
  private static final int LARGEST_FORM = LARGEST_FILE + 64 * 1024;
  private static final String FORM = "multipart/form-data; boundary=A";
  private static final String PART =
      "--A\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n";

  @Test
  void one_that_announces_too_much_is_refused_before_anything_of_it_was_sent() throws IOException {
    try (TestServer server = TestServer.start(LARGEST_FILE);
        Socket client = connected(server)) {
      send(client, "Content-Length: 5000000000\r\nExpect: 100-continue\r\n\r\n");
      assertThat(answer(client)).startsWith("HTTP/1.1 413 ").contains("\"limitBytes\":66536");
    }
  }

  @Test
  void one_that_announces_nothing_is_refused_where_it_becomes_too_much_though_it_has_no_end()
      throws IOException {
    String row = "never-ending-" + System.nanoTime();
    String much = PART + (row + "\r\n").repeat(2 * LARGEST_FORM / row.length());
    try (TestServer server = TestServer.start(LARGEST_FILE);
        Socket client = connected(server)) {
      send(
          client,
          "Transfer-Encoding: chunked\r\n\r\n"
              + Integer.toHexString(much.length())
              + "\r\n"
              + much
              + "\r\n");
      assertThat(answer(client)).startsWith("HTTP/1.1 413 ").contains("\"limitBytes\":66536");
      assertThat(keptOf(row)).isEmpty();
    }
  }

  @Test
  void one_with_a_file_that_is_not_too_large_is_taken_and_a_larger_file_is_refused_as_such()
      throws IOException {
    try (TestServer server = TestServer.start(LARGEST_FILE)) {
      assertThat(upload(server, LARGEST_FILE - 16).status()).isEqualTo(201);
      Response refused = upload(server, LARGEST_FILE + 1);
      assertThat(List.of(refused.status(), refused.code()))
          .isEqualTo(List.of(422, "import-file-too-large"));
    }
  }

  private static Response upload(TestServer server, int bytes) {
    String file = "family name\r\n" + "x".repeat(bytes - 13);
    return server
        .api()
        .publish("POST", "/imports", FORM, BodyPublishers.ofString(PART + file + "\r\n--A--\r\n"));
  }

  private static Socket connected(TestServer server) throws IOException {
    URI root = URI.create(server.root());
    Socket client = new Socket(root.getHost(), root.getPort());
    client.setSoTimeout(20_000);
    send(
        client,
        "POST /api/v1/imports HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + FORM + "\r\n");
    return client;
  }

  private static void send(Socket client, String text) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write(text.getBytes(ISO_8859_1));
    out.flush();
  }

  /** The server ends the connection after it. */
  private static String answer(Socket client) throws IOException {
    InputStream in = client.getInputStream();
    return new String(in.readAllBytes(), ISO_8859_1);
  }

  /** Files of the server's that have the text. */
  private static List<Path> keptOf(String text) throws IOException {
    List<Path> kept = new ArrayList<>();
    Path folder = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "MultiPart*")) {
      for (Path file : files) {
        if (Files.isRegularFile(file)
            && new String(Files.readAllBytes(file), ISO_8859_1).contains(text)) {
          kept.add(file);
        }
      }
    }
    return kept;
  }
}
