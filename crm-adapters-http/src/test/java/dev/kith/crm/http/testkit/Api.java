package dev.kith.crm.http.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A client of a running server, for tests. */
public final class Api {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

  private final String root;
  private final List<String> headers;
  private final Consumer<Response> watcher;

  public Api(String root) {
    this(root, List.of(), response -> {});
  }

  private Api(String root, List<String> headers, Consumer<Response> watcher) {
    this.root = root;
    this.headers = List.copyOf(headers);
    this.watcher = watcher;
  }

  /** An answer, with its body as text and, where it is JSON, as a tree. */
  public record Response(String method, String path, int status, HttpResponse<String> raw) {

    public String text() {
      return raw.body();
    }

    public JsonNode json() {
      try {
        return JSON.readTree(raw.body());
      } catch (IOException e) {
        throw new AssertionError(method + " " + path + " answered no JSON: " + raw.body(), e);
      }
    }

    public @Nullable String header(String name) {
      return raw.headers().firstValue(name).orElse(null);
    }

    public String code() {
      return json().path("code").asText();
    }

    /** What went wrong with the input, each as {@code pointer code}. */
    public List<String> errors() {
      List<String> errors = new ArrayList<>();
      json()
          .path("errors")
          .forEach(e -> errors.add(e.path("pointer").asText() + " " + e.path("code").asText()));
      return errors;
    }

    /** Where something is wrong, in the order of the answer. */
    public List<String> pointers() {
      return json().path("errors").findValuesAsText("pointer");
    }
  }

  /** Asks until the answer is as it is to be, for two minutes at most. */
  public JsonNode until(String path, Predicate<JsonNode> holds) {
    long deadline = System.nanoTime() + 120_000_000_000L;
    JsonNode seen = get(path).json();
    while (!holds.test(seen)) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError(path + " is still " + seen);
      }
      Thread.onSpinWait();
      seen = get(path).json();
    }
    return seen;
  }

  /** The same client with a further header on every request. */
  public Api with(String name, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(name);
    more.add(value);
    return new Api(root, more, watcher);
  }

  public Api as(String token) {
    return with("Authorization", "Bearer " + token);
  }

  /** A client with the session of somebody who logs in, and with what changes need. */
  public Api loggedIn(String login, String password) {
    Response session =
        post("/sessions", "{\"login\":\"" + login + "\",\"password\":\"" + password + "\"}");
    return with("Cookie", String.valueOf(session.header("Set-Cookie")).replaceAll(";.*", ""))
        .with("X-CSRF-Token", session.json().path("csrfToken").asText());
  }

  /** The same client without a header. */
  public Api without(String name) {
    List<String> fewer = new ArrayList<>();
    for (int i = 0; i < headers.size(); i += 2) {
      if (!headers.get(i).equals(name)) {
        fewer.addAll(headers.subList(i, i + 2));
      }
    }
    return new Api(root, fewer, watcher);
  }

  /** The same client; every answer is shown to the watcher. */
  public Api watchedBy(Consumer<Response> newWatcher) {
    return new Api(root, headers, newWatcher);
  }

  public String root() {
    return root;
  }

  public Response get(String path) {
    return send("GET", path, null, null);
  }

  public Response delete(String path) {
    return send("DELETE", path, null, null);
  }

  public Response post(String path) {
    return send("POST", path, null, null);
  }

  public Response post(String path, String json) {
    return send("POST", path, "application/json", json);
  }

  public Response put(String path, String json) {
    return send("PUT", path, "application/json", json);
  }

  public Response patch(String path, String json) {
    return send("PATCH", path, "application/merge-patch+json", json);
  }

  public Response send(
      String method, String path, @Nullable String contentType, @Nullable String body) {
    HttpRequest.BodyPublisher publisher =
        body == null
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(body);
    return publish(method, path, contentType, publisher);
  }

  /** As {@link #send}, with a body that need not be text. */
  public Response publish(
      String method, String path, @Nullable String contentType, HttpRequest.BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(root + path))
            .timeout(Duration.ofSeconds(60))
            .method(method, body);
    if (contentType != null) {
      request.header("Content-Type", contentType);
    }
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    try {
      HttpResponse<String> raw = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
      Response response = new Response(method, path, raw.statusCode(), raw);
      watcher.accept(response);
      return response;
    } catch (IOException e) {
      throw new AssertionError(method + " " + path + " was not answered", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
