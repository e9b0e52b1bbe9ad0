package dev.kith.crm.http.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.http.kernel.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a handler answers. */
public final class Reply {

  private final int status;
  private final Map<String, String> headers;
  private final @Nullable Long version;
  private final @Nullable String mediaType;
  private final byte @Nullable [] body;

  private Reply(
      int status,
      Map<String, String> headers,
      @Nullable Long version,
      @Nullable String mediaType,
      byte @Nullable [] body) {
    this.status = status;
    this.headers = ImmutableMap.copyOf(headers);
    this.version = version;
    this.mediaType = mediaType;
    this.body = body;
  }

  public static Reply json(int status, JsonNode json) {
    return new Reply(status, Map.of(), null, "application/json", Json.write(json));
  }

  /**
   * @param body not to be changed afterwards
   */
  public static Reply raw(int status, String mediaType, byte[] body) {
    return new Reply(status, Map.of(), null, mediaType, body);
  }

  public static Reply empty(int status) {
    return new Reply(status, Map.of(), null, null, null);
  }

  /** The handler has written everything to the connection by itself. */
  public static Reply streamed() {
    return empty(200);
  }

  /** The version of the record that is answered becomes its ETag. */
  public Reply version(long newVersion) {
    return new Reply(status, headers, newVersion, mediaType, body);
  }

  public Reply header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, version, mediaType, body);
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  @Nullable Long version() {
    return version;
  }

  @Nullable String mediaType() {
    return mediaType;
  }

  byte @Nullable [] body() {
    return body;
  }
}
