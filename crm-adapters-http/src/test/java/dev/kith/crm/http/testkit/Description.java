package dev.kith.crm.http.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The OpenAPI document of a running server, held against what the server really answers. */
public final class Description {

  private static final JsonSchemaFactory SCHEMAS =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

  private final JsonNode document;
  private final List<Operation> operations = new ArrayList<>();
  private final Map<String, JsonSchema> compiled = new ConcurrentHashMap<>();

  /** An operation of the document. */
  public record Operation(String method, String path, Pattern pattern, JsonNode json) {
    public String id() {
      return json.path("operationId").asText();
    }
  }

  private Description(JsonNode document) {
    this.document = document;
    document
        .path("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .properties()
                .forEach(method ->
                    operations.add(
                        new Operation(
                            method.getKey().toUpperCase(java.util.Locale.ROOT),
                            path.getKey(),
                            pattern(path.getKey()),
                            method.getValue()))));
  }

  public static Description of(Api api) {
    return new Description(api.get("/openapi.json").json());
  }

  public JsonNode document() {
    return document;
  }

  public List<Operation> operations() {
    return operations;
  }

  /**
   * Fails unless the answer is one that the document promises, in status, media type and content.
   */
  public void check(Api.Response response) {
    String path = response.path().replaceAll("\\?.*", "");
    operations.stream()
        .filter(o -> o.method.equals(response.method()) && o.pattern.matcher(path).matches())
        .findFirst()
        .ifPresent(operation -> check(operation, response));
  }

  private void check(Operation operation, Api.Response response) {
    String what =
        response.method()
            + " "
            + response.path()
            + " -> "
            + response.status()
            + " "
            + response.text();
    if (response.status() == 304) {
      return;
    }
    if (response.status() == 202 && response.header("Location") == null) {
      throw new AssertionError("nobody can follow what goes on without a Location: " + what);
    }
    JsonNode promised = operation.json.path("responses").get(Integer.toString(response.status()));
    if (promised == null) {
      throw new AssertionError("the description has no such answer: " + what);
    }
    JsonNode content = promised.get("content");
    if (content == null) {
      if (!response.text().isEmpty()) {
        throw new AssertionError("the description promises an empty body: " + what);
      }
      return;
    }
    String type = String.valueOf(response.header("Content-Type")).replaceAll(";.*", "");
    if (!content.has(type)) {
      throw new AssertionError("the description does not promise " + type + ": " + what);
    }
    if (type.endsWith("json")) {
      Set<ValidationMessage> problems =
          compiled
              .computeIfAbsent(
                  operation.id() + " " + response.status(),
                  k -> schema(content.get(type).get("schema")))
              .validate(response.json());
      if (!problems.isEmpty()) {
        throw new AssertionError("not as described: " + problems + "\n" + what);
      }
    }
  }

  /** The schema of a place in the document, with the components it refers to. */
  private JsonSchema schema(JsonNode schema) {
    ObjectNode whole = new ObjectMapper().createObjectNode();
    whole.setAll((ObjectNode) schema.deepCopy());
    whole.set("components", document.get("components"));
    return SCHEMAS.getSchema(whole);
  }

  private static Pattern pattern(String path) {
    return Pattern.compile(
        path.replaceAll("([.])", "\\\\$1").replaceAll("\\{[A-Za-z]+}", "[^/:]+"));
  }
}
