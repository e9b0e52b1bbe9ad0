package dev.kith.crm.http.kernel.problem;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An error as it is answered: {@code application/problem+json} after RFC 9457.
 *
 * @param errors every problem of the input, where the input is the reason
 * @param in what the pointers of the errors point into: "body", "query" or "header"
 * @param facts what a program needs to act on it
 * @param headers of HTTP that go with it, such as Allow or Retry-After
 */
public record Problem(
    int status,
    String code,
    String title,
    String detail,
    List<Violation> errors,
    String in,
    Map<String, Object> facts,
    Map<String, String> headers) {

  public static final String MEDIA_TYPE = "application/problem+json";

  /**
   * Types are names, not addresses to be fetched; they are explained in {@code docs/problems.md}.
   */
  private static final String TYPE = "https://kith.dev/problems/";

  /** The form of a problem, for the API's description. */
  public static final Shape.Fields SHAPE =
      Shape.fields(
          "Problem",
          Shape.required(
              "type", Shape.formatted(Shape.Format.URI), "Stable name of the problem as a URI"),
          Shape.required("title", Shape.text(), "The same for every problem of the type"),
          Shape.required("status", Shape.whole(400, 599), "As in the status line"),
          Shape.required("detail", Shape.text(), "One sentence for a person; never parse it"),
          Shape.required(
              "instance", Shape.formatted(Shape.Format.URI), "Identifies this occurrence"),
          Shape.required("code", Shape.text(), "Stable name from the closed list of codes"),
          Shape.required("requestId", Shape.text(), "As in X-Request-Id, and in the server's log"),
          Shape.required("traceId", Shape.text(), "The trace of W3C Trace Context"),
          Shape.optional(
              "errors",
              Shape.listOf(
                  Shape.fields(
                      null,
                      Shape.required(
                          "in",
                          Shape.choice("body", "query", "header"),
                          "What the pointer points into"),
                      Shape.required("pointer", Shape.text(), "JSON Pointer; empty for the whole"),
                      Shape.required("code", Shape.text(), "Stable name"),
                      Shape.required("message", Shape.text(), "One sentence for a person"))),
              "Every problem of the input"));

  public Problem {
    errors = ImmutableList.copyOf(errors);
    facts = ImmutableMap.copyOf(facts);
    headers = ImmutableMap.copyOf(headers);
  }

  public static Problem of(HttpFault fault, String detail) {
    return new Problem(
        fault.status(), fault.code(), fault.title(), detail, List.of(), "body", Map.of(), Map.of());
  }

  /** A refusal as HTTP says it: the one place that maps kinds to statuses. */
  public static Problem of(Refusal refusal) {
    int status = ProblemCodes.statusOf(refusal);
    return new Problem(
        status,
        refusal.code(),
        ProblemCodes.titleOf(refusal.code()),
        refusal.detail(),
        refusal.violations(),
        "body",
        refusal.facts(),
        headersOf(refusal, status));
  }

  /** What is wrong with the body. */
  public static Problem ofBody(List<Violation> errors) {
    boolean onlyUnknown = errors.stream().allMatch(e -> e.code().equals("unknown-property"));
    if (onlyUnknown) {
      return of(HttpFault.UNKNOWN_PROPERTY, said(errors)).with(errors, "body");
    }
    return new Problem(
        422,
        "invalid",
        ProblemCodes.titleOf("invalid"),
        said(errors),
        errors,
        "body",
        Map.of(),
        Map.of());
  }

  /** What is wrong with the parameters in the query. */
  public static Problem ofQuery(List<Violation> errors) {
    boolean onlyUnknown = errors.stream().allMatch(e -> e.code().equals("unknown-parameter"));
    HttpFault fault = onlyUnknown ? HttpFault.UNKNOWN_PARAMETER : HttpFault.INVALID_PARAMETER;
    return of(fault, said(errors)).with(errors, "query");
  }

  public static Problem ofHeader(String name, String code, String message) {
    return of(HttpFault.INVALID_PARAMETER, message)
        .with(List.of(Violation.at(name, code, message)), "header");
  }

  public Problem with(List<Violation> newErrors, String where) {
    return new Problem(status, code, title, detail, newErrors, where, facts, headers);
  }

  public Problem withFact(String name, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(facts);
    more.put(name, value);
    return new Problem(status, code, title, detail, errors, in, more, headers);
  }

  public Problem withHeader(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Problem(status, code, title, detail, errors, in, facts, more);
  }

  /** The same under another status: a stale version is 412 where the client asked with If-Match. */
  public Problem withStatus(int other) {
    return new Problem(other, code, title, detail, errors, in, facts, headers);
  }

  public ProblemException asException() {
    return new ProblemException(this);
  }

  /** The problem as JSON. Facts stand beside the standard members; none of them has such a name. */
  public ObjectNode json(String instance, String requestId, String traceId) {
    ObjectNode json = Json.object();
    facts.forEach((name, value) -> json.set(name, Json.of(value)));
    json.put("type", TYPE + code)
        .put("title", title)
        .put("status", status)
        .put("detail", detail)
        .put("instance", instance)
        .put("code", code)
        .put("requestId", requestId)
        .put("traceId", traceId);
    if (!errors.isEmpty()) {
      json.set("errors", errorsJson());
    }
    return json;
  }

  /** As an entry of a batch: only what differs from entry to entry. */
  public ObjectNode shortJson() {
    ObjectNode json = Json.object();
    facts.forEach((name, value) -> json.set(name, Json.of(value)));
    json.put("type", TYPE + code).put("title", title).put("detail", detail).put("code", code);
    if (!errors.isEmpty()) {
      json.set("errors", errorsJson());
    }
    return json;
  }

  private ArrayNode errorsJson() {
    ArrayNode array = Json.array();
    for (Violation error : errors) {
      array
          .addObject()
          .put("in", in)
          .put("pointer", error.pointer())
          .put("code", error.code())
          .put("message", error.message());
    }
    return array;
  }

  private static String said(List<Violation> errors) {
    return errors.size() == 1
        ? errors.getFirst().message()
        : errors.size() + " problems were found; each is listed.";
  }

  private static Map<String, String> headersOf(Refusal refusal, int status) {
    if (refusal instanceof StaleVersion stale) {
      return ImmutableMap.of("ETag", "\"" + stale.actual() + "\"");
    }
    Object wait = refusal.facts().get("retryAfterSeconds");
    return status == 429 && wait != null
        ? ImmutableMap.of("Retry-After", wait.toString())
        : Map.of();
  }
}
