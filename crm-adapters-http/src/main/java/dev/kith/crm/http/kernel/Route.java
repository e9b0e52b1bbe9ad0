package dev.kith.crm.http.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.json.Shape;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the API, as data: Javalin is wired from it, and the API's description is made of
 * it.
 *
 * @param path below the API's prefix, such as {@code /leads/{id}:assign}
 * @param operationId stable name in the description
 * @param tag under which the description lists it
 * @param open whether it can be called by nobody in particular
 * @param payload the body that it reads; null if it reads none
 * @param problems codes of refusals that it can answer, besides those that every operation can
 * @param versioned whether it changes a record and needs If-Match
 * @param asking whether it changes nothing, though it is no GET
 */
public record Route(
    HandlerType method,
    String path,
    String operationId,
    String tag,
    String summary,
    boolean open,
    List<Parameter> parameters,
    @Nullable Payload payload,
    List<Answer> answers,
    Set<String> problems,
    boolean versioned,
    boolean asking,
    Handler handler) {

  /** Answers a call; what HTTP itself demands has been checked before. */
  @FunctionalInterface
  public interface Handler {
    Outcome<Reply> handle(Call call) throws Exception;
  }

  /** A parameter in the query. */
  public record Parameter(String name, Shape shape, boolean required, String description) {}

  /**
   * A body.
   *
   * @param shape of JSON; null for a body of another kind, which the handler reads itself
   * @param more problems that the shape does not know of, so that all are told at once; only asked
   *     if the shape finds some
   */
  public record Payload(
      List<String> mediaTypes, @Nullable Shape shape, boolean required, Further more) {}

  /** Looks for problems of a body beyond its shape. The body may be of any form. */
  @FunctionalInterface
  public interface Further {
    List<Violation> violations(Call call, JsonNode body);
  }

  /** An answer that is no problem. */
  public record Answer(
      int status, String description, @Nullable String mediaType, @Nullable Shape shape) {}

  private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z]+)}");

  public static Draft get(String path, String operationId) {
    return new Draft(HandlerType.GET, path, operationId);
  }

  public static Draft post(String path, String operationId) {
    return new Draft(HandlerType.POST, path, operationId);
  }

  public static Draft put(String path, String operationId) {
    return new Draft(HandlerType.PUT, path, operationId);
  }

  public static Draft patch(String path, String operationId) {
    return new Draft(HandlerType.PATCH, path, operationId);
  }

  public static Draft delete(String path, String operationId) {
    return new Draft(HandlerType.DELETE, path, operationId);
  }

  /**
   * Whether an idempotency key keeps it from being done twice: there is somebody to keep it for.
   */
  public boolean takesIdempotencyKey() {
    return method.equals(HandlerType.POST) && !open && !asking;
  }

  /** The names of the variables in the path, in their order. */
  public List<String> variables() {
    Matcher matcher = VARIABLE.matcher(path);
    ImmutableList.Builder<String> names = ImmutableList.builder();
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names.build();
  }

  /** What a path below the prefix must look like; a variable never takes a slash or a colon. */
  Pattern pattern() {
    StringBuilder regex = new StringBuilder();
    int end = 0;
    Matcher matcher = VARIABLE.matcher(path);
    while (matcher.find()) {
      regex.append(Pattern.quote(path.substring(end, matcher.start()))).append("[^/:]+");
      end = matcher.end();
    }
    return Pattern.compile(regex.append(Pattern.quote(path.substring(end))).toString());
  }

  /** A route that is being written down. */
  public static final class Draft {

    private final HandlerType method;
    private final String path;
    private final String operationId;
    private final ImmutableList.Builder<Parameter> parameters = ImmutableList.builder();
    private final ImmutableList.Builder<Answer> answers = ImmutableList.builder();
    private final ImmutableSet.Builder<String> problems = ImmutableSet.builder();
    private String tag = "";
    private String summary = "";
    private boolean open;
    private boolean versioned;
    private boolean asking;
    private @Nullable Payload payload;

    private Draft(HandlerType method, String path, String operationId) {
      this.method = method;
      this.path = path;
      this.operationId = operationId;
    }

    public Draft says(String newTag, String newSummary) {
      this.tag = newTag;
      this.summary = newSummary;
      return this;
    }

    /** Callable without saying who one is. */
    public Draft open() {
      this.open = true;
      return this;
    }

    /** Changes a record: needs If-Match. */
    public Draft versioned() {
      this.versioned = true;
      problems.add("stale-version");
      return this;
    }

    /** Only asks: the question is too long for a GET, but nothing is changed. */
    public Draft asking() {
      this.asking = true;
      return this;
    }

    public Draft query(String name, Shape shape, String description) {
      parameters.add(new Parameter(name, shape, false, description));
      return this;
    }

    public Draft query(List<Parameter> more) {
      parameters.addAll(more);
      return this;
    }

    public Draft requiredQuery(String name, Shape shape, String description) {
      parameters.add(new Parameter(name, shape, true, description));
      return this;
    }

    public Draft body(Shape shape) {
      return body(shape, (call, body) -> List.of());
    }

    public Draft body(Shape shape, Further more) {
      List<String> types =
          method.equals(HandlerType.PATCH)
              ? List.of("application/merge-patch+json", "application/json")
              : List.of("application/json");
      this.payload = new Payload(types, shape, true, more);
      return this;
    }

    /** A body of another kind than JSON, which the handler reads. */
    public Draft rawBody(String... mediaTypes) {
      this.payload = new Payload(List.of(mediaTypes), null, true, (call, body) -> List.of());
      return this;
    }

    public Draft answers(int status, Shape shape, String description) {
      answers.add(new Answer(status, description, "application/json", shape));
      return this;
    }

    public Draft answers(int status, String description) {
      answers.add(new Answer(status, description, null, null));
      return this;
    }

    public Draft answersRaw(int status, String mediaType, String description) {
      answers.add(new Answer(status, description, mediaType, null));
      return this;
    }

    public Draft refuses(String... codes) {
      problems.add(codes);
      return this;
    }

    public Route handledBy(Handler handler) {
      if (method.equals(HandlerType.POST) && payload == null) {
        // An action without arguments takes an empty object or nothing: a misspelt argument is not
        // ignored.
        payload =
            new Payload(
                List.of("application/json"), Shape.fields(null), false, (call, body) -> List.of());
      }
      return new Route(
          method,
          path,
          operationId,
          tag,
          summary,
          open,
          parameters.build(),
          payload,
          answers.build(),
          problems.build(),
          versioned,
          asking,
          handler);
    }
  }
}
