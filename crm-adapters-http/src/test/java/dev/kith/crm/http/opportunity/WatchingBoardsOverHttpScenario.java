package dev.kith.crm.http.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.http.testkit.Api;
import dev.kith.crm.http.testkit.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Boards that keep themselves up to date, as programs follow them. */
@Timeout(120)
class WatchingBoardsOverHttpScenario {

  private final TestServer server = TestServer.start();
  private final Api api = server.api();
  private final HttpClient client = HttpClient.newHttpClient();
  private final String pipeline =
      "/pipelines/"
          + api.post(
                  "/pipelines",
                  """
                  {"name": "Sales", "stages": [
                    {"key": "first", "name": "First", "type": "OPEN", "probability": 10},
                    {"key": "second", "name": "Second", "type": "OPEN", "probability": 50},
                    {"key": "won", "name": "Won", "type": "WON"},
                    {"key": "lost", "name": "Lost", "type": "LOST"}]}
                  """)
              .json()
              .path("id")
              .asText();

  @AfterEach
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void a_stream_tells_the_columns_and_goes_on_where_it_broke_off() {
    String path = create();
    long position = api.get(pipeline + "/board").json().path("position").asLong();
    String last;
    try (Stream stream = open("?after=" + position)) {
      assertThat(stream.response.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
      move(path, "second");
      List<String> event = stream.event();
      assertThat(event)
          .contains(
              "event: changed", "data: {\"everything\":false,\"stages\":[\"first\",\"second\"]}");
      last = event.getFirst().substring("id: ".length());
    }
    move(path, "won");
    try (Stream again = open("?after=" + position, "Last-Event-ID", last)) {
      assertThat(again.event())
          .contains("data: {\"everything\":false,\"stages\":[\"second\",\"won\"]}");
    }
  }

  @Test
  void a_client_that_never_reads_holds_up_nobody() throws IOException {
    String path = create();
    URI root = URI.create(server.root());
    List<Socket> deaf = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      Socket socket = new Socket(root.getHost(), root.getPort());
      socket
          .getOutputStream()
          .write(
              ("GET /api/v1"
                      + pipeline
                      + "/events HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      deaf.add(socket);
    }
    try (Stream stream = open("")) {
      for (int i = 0; i < 100; i++) {
        move(path, i % 2 == 0 ? "second" : "first");
      }
      assertThat(stream.event())
          .contains("data: {\"everything\":false,\"stages\":[\"first\",\"second\"]}");
    }
    for (Socket socket : deaf) {
      socket.close();
    }
  }

  @Test
  void streams_end_when_the_server_stops() {
    Stream stream = open("");
    long began = System.nanoTime();
    server.close();
    assertThat(stream.rest()).isEmpty();
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(15));
    stream.close();
  }

  @Test
  void a_stream_without_an_end_is_for_those_alone_who_ask_for_one() {
    assertThat(api.get(pipeline + "/events").code()).isEqualTo("not-acceptable");
    Api events = api.with("Accept", "text/event-stream");
    assertThat(events.get("/pipelines/nowhere/events").status()).isEqualTo(404);
    assertThat(events.get(pipeline + "/events?after=soon").status()).isEqualTo(400);
    assertThat(events.send("HEAD", pipeline + "/events", null, null).status()).isEqualTo(200);
  }

  private String create() {
    return "/opportunities/"
        + api.post("/opportunities", "{\"name\":\"Turbines\"}").json().path("id").asText();
  }

  private void move(String path, String stage) {
    Api.Response moved =
        api.with("If-Match", "*").post(path + ":move", "{\"stage\":\"" + stage + "\"}");
    assertThat(moved.status()).isEqualTo(200);
  }

  private Stream open(String query, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.root() + "/api/v1" + pipeline + "/events" + query))
            .header("Accept", "text/event-stream");
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<InputStream> response =
          client.send(request.build(), BodyHandlers.ofInputStream());
      assertThat(response.statusCode()).isEqualTo(200);
      Stream stream = new Stream(response);
      assertThat(stream.event()).containsExactly("retry: 3000");
      return stream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A stream as a client reads it. */
  private static final class Stream implements AutoCloseable {

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    private Stream(HttpResponse<InputStream> response) {
      this.response = response;
      this.lines =
          new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /** The lines of the next event, heartbeats left out. */
    private List<String> event() {
      try {
        List<String> event = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (line.isEmpty() && !event.isEmpty()) {
            return event;
          }
          if (!line.isEmpty() && !line.startsWith(":")) {
            event.add(line);
          }
        }
        throw new AssertionError("the stream ended: " + event);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** What comes until the end, be it that the connection breaks. */
    private List<String> rest() {
      List<String> rest = new ArrayList<>();
      try {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          if (!line.isEmpty() && !line.startsWith(":")) {
            rest.add(line);
          }
        }
      } catch (IOException e) {
        return rest;
      }
      return rest;
    }

    @Override
    public void close() {
      try {
        response.body().close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
