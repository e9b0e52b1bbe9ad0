package dev.kith.crm.messaging.http;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be asked.
 *
 * @param headers besides those that every question carries; may hold secrets, so that questions are
 *     not written into logs
 * @param content what is sent; null for a GET
 */
public record HttpQuestion(URI uri, Map<String, String> headers, @Nullable String content) {

  public HttpQuestion {
    headers = ImmutableMap.copyOf(headers);
    headers.forEach((name, value) -> {
      if (CharMatcher.javaIsoControl().matchesAnyOf(name + value)) {
        throw new IllegalArgumentException(
            "a header holds a line break or another control character");
      }
    });
  }

  public static HttpQuestion get(URI uri) {
    return new HttpQuestion(uri, Map.of(), null);
  }

  /** Sends JSON in UTF-8. */
  public static HttpQuestion postJson(URI uri, String json) {
    return new HttpQuestion(uri, Map.of("Content-Type", "application/json"), json);
  }

  public HttpQuestion with(String header, String value) {
    return new HttpQuestion(
        uri,
        ImmutableMap.<String, String>builder()
            .putAll(headers)
            .put(header, value)
            .buildKeepingLast(),
        content);
  }

  String method() {
    return content == null ? "GET" : "POST";
  }

  /** Where it goes, without what may be secret in it. */
  @Override
  public String toString() {
    return method() + " " + uri.getScheme() + "://" + uri.getHost() + uri.getPath();
  }
}
