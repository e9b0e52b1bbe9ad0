package dev.kith.crm.http.kernel.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Iterables;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.problem.Problem;
import dev.kith.crm.http.kernel.problem.ProblemCodes;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The description of the API after OpenAPI 3.1, made of its routes. */
public final class OpenApi {

  private final JsonSchemas schemas = new JsonSchemas();
  private final List<Route> routes;
  private final String server;

  private OpenApi(List<Route> routes, String server) {
    this.routes = routes;
    this.server = server;
  }

  /**
   * @param server the prefix below which the routes are mounted
   */
  public static ObjectNode describe(List<Route> routes, String server, String version) {
    return new OpenApi(routes, server).document(version);
  }

  private ObjectNode document(String version) {
    ObjectNode document = Json.object().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Kith")
        .put("version", version)
        .put(
            "description",
            "Errors are problems after RFC 9457, with codes from a closed list. Every POST but the"
                + " log-in takes an Idempotency-Key; changes of a record need If-Match with its"
                + " ETag. Unknown parameters and properties are refused.")
        .putObject("license")
        .put("name", "Apache 2.0")
        .put("identifier", "Apache-2.0");
    document.putArray("servers").addObject().put("url", server);
    document.set("tags", tags());
    document.set("paths", paths());
    ObjectNode components = document.putObject("components");
    schemas.of(Problem.SHAPE);
    ObjectNode schemaNodes = components.putObject("schemas");
    schemas.components().forEach(schemaNodes::set);
    openProblem(schemaNodes);
    components.set("securitySchemes", securitySchemes());
    return document;
  }

  /** Problems carry facts of their own beside the standard members. */
  private static void openProblem(ObjectNode schemaNodes) {
    ObjectNode problem = schemaNodes.withObject("/Problem");
    problem.put("additionalProperties", true);
    ArrayNode codes = problem.withObject("/properties/code").putArray("enum");
    ProblemCodes.entries().forEach(entry -> codes.add(entry.code()));
  }

  private ArrayNode tags() {
    ArrayNode tags = Json.array();
    routes.stream().map(Route::tag).distinct().forEach(tag -> tags.addObject().put("name", tag));
    return tags;
  }

  private ObjectNode paths() {
    ObjectNode paths = Json.object();
    for (Route route : routes) {
      ObjectNode path =
          paths.has(route.path())
              ? (ObjectNode) paths.get(route.path())
              : paths.putObject(route.path());
      path.set(Ascii.toLowerCase(route.method().name()), operation(route));
    }
    return paths;
  }

  private ObjectNode operation(Route route) {
    ObjectNode operation =
        Json.object().put("operationId", route.operationId()).put("summary", route.summary());
    operation.putArray("tags").add(route.tag());
    ArrayNode security = operation.putArray("security");
    if (route.open()) {
      security.addObject();
    } else {
      security.addObject().putArray("token");
      security.addObject().putArray("session");
    }
    ArrayNode parameters = parameters(route);
    if (!parameters.isEmpty()) {
      operation.set("parameters", parameters);
    }
    Route.Payload payload = route.payload();
    if (payload != null) {
      operation.set("requestBody", requestBody(payload));
    }
    operation.set("responses", responses(route));
    return operation;
  }

  private ArrayNode parameters(Route route) {
    ArrayNode parameters = Json.array();
    for (String variable : route.variables()) {
      Shape shape = variable.equals("id") || variable.endsWith("Id") ? Shape.uuid() : Shape.text();
      parameters
          .addObject()
          .put("name", variable)
          .put("in", "path")
          .put("required", true)
          .set("schema", schemas.of(shape));
    }
    for (Route.Parameter parameter : route.parameters()) {
      parameters
          .addObject()
          .put("name", parameter.name())
          .put("in", "query")
          .put("required", parameter.required())
          .put("description", parameter.description())
          .set("schema", schemas.of(parameter.shape()));
    }
    if (route.versioned()) {
      header(
          parameters,
          "If-Match",
          true,
          "The record's ETag, or * to change it whatever its version");
    }
    if (route.takesIdempotencyKey()) {
      header(
          parameters,
          "Idempotency-Key",
          false,
          "1 to 255 visible ASCII characters; for 24 hours a repetition answers the first result"
              + " and changes nothing");
    }
    if (route.method().name().equals("GET")
        && Iterables.getLast(route.variables(), "").equals("id")) {
      header(
          parameters, "If-None-Match", false, "An ETag: answers 304 while it is the present one");
    }
    return parameters;
  }

  private void header(ArrayNode parameters, String name, boolean required, String description) {
    parameters
        .addObject()
        .put("name", name)
        .put("in", "header")
        .put("required", required)
        .put("description", description)
        .set("schema", schemas.of(Shape.text()));
  }

  private ObjectNode requestBody(Route.Payload payload) {
    ObjectNode body = Json.object().put("required", payload.required());
    ObjectNode content = body.putObject("content");
    for (String type : payload.mediaTypes()) {
      Shape shape = payload.shape();
      content.putObject(type).set("schema", shape == null ? Json.object() : schemas.of(shape));
    }
    return body;
  }

  private ObjectNode responses(Route route) {
    ObjectNode responses = Json.object();
    for (Route.Answer answer : route.answers()) {
      ObjectNode response =
          responses
              .putObject(Integer.toString(answer.status()))
              .put("description", answer.description());
      String type = answer.mediaType();
      if (type != null) {
        Shape shape = answer.shape();
        response
            .putObject("content")
            .putObject(type)
            .set("schema", shape == null ? Json.object().put("type", "string") : schemas.of(shape));
      }
    }
    problemsByStatus(route)
        .forEach((status, codes) ->
            responses
                .putObject(status.toString())
                .put("description", String.join(", ", codes))
                .putObject("content")
                .putObject(Problem.MEDIA_TYPE)
                .set("schema", problemOf(codes)));
    return responses;
  }

  private ObjectNode problemOf(Set<String> codes) {
    ObjectNode schema = Json.object();
    ArrayNode all = schema.putArray("allOf");
    all.add(schemas.of(Problem.SHAPE));
    all.addObject().putObject("properties").putObject("code").set("enum", Json.of(codes));
    return schema;
  }

  /** What the route itself can answer, and what HTTP adds to it. */
  private static SortedMap<Integer, SortedSet<String>> problemsByStatus(Route route) {
    SortedMap<Integer, SortedSet<String>> byStatus = new TreeMap<>();
    Set<String> codes = ProblemsOf.route(route);
    ProblemCodes.entries().stream()
        .filter(entry -> codes.contains(entry.code()))
        .forEach(entry ->
            byStatus.computeIfAbsent(entry.status(), s -> new TreeSet<>()).add(entry.code()));
    if (route.versioned()) {
      byStatus.put(412, ImmutableSortedSet.of("stale-version"));
    }
    return byStatus;
  }

  private static ObjectNode securitySchemes() {
    ObjectNode schemes = Json.object();
    schemes
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "An API token, kith_…");
    schemes
        .putObject("session")
        .put("type", "apiKey")
        .put("in", "cookie")
        .put("name", "kith-session")
        .put(
            "description",
            "The session of a browser; changes need its token in X-CSRF-Token as well");
    return schemes;
  }
}
