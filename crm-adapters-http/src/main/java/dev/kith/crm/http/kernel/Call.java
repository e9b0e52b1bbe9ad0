package dev.kith.crm.http.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.kernel.problem.Problem;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A request as a handler sees it: the caller is known, and what HTTP demands has been checked. */
public final class Call {

  private final Crm crm;
  private final Context ctx;
  private final String prefix;
  private final @Nullable Actor actor;
  private final Map<String, String> query;
  private @Nullable Workspace workspace;
  private @Nullable JsonNode body;

  Call(Crm crm, Context ctx, String prefix, @Nullable Actor actor, Map<String, String> query) {
    this.crm = crm;
    this.ctx = ctx;
    this.prefix = prefix;
    this.actor = actor;
    this.query = query;
  }

  public Crm crm() {
    return crm;
  }

  /** In whose name the call is made; only on routes that are not open to everybody. */
  public Actor actor() {
    if (actor == null) {
      throw new IllegalStateException("an open route has no actor");
    }
    return actor;
  }

  /** The ports in the actor's name, with the request's id, idempotency key and expected version. */
  public Workspace workspace() {
    Workspace known = workspace;
    if (known == null) {
      known = Preconditions.applied(crm.as(actor()).request(Exchange.of(ctx).requestId()), ctx);
      workspace = known;
    }
    return known;
  }

  /**
   * The ports for a further step of the same call: its idempotency key and its version were meant
   * for the first.
   */
  public Workspace further() {
    return crm.as(actor()).request(Exchange.of(ctx).requestId());
  }

  /**
   * The id in the path.
   *
   * @param type of the record, for the refusal: a text that is no id is the id of nothing
   */
  public UUID id(String type) {
    return id("id", type);
  }

  public UUID id(String variable, String type) {
    return path(variable, type, ShapeCheck::uuid);
  }

  /**
   * What a variable of the path means.
   *
   * @param type of the record, for the refusal: a text that means nothing is the name of nothing
   */
  public <T> T path(String variable, String type, Function<String, Optional<T>> read) {
    String text = ctx.pathParam(variable);
    return read.apply(text)
        .orElseThrow(() -> Problem.of(new NotFound(type, Texts.shortened(text))).asException());
  }

  public String path(String variable) {
    return ctx.pathParam(variable);
  }

  /** The parameters of the query; each stands there once. */
  public Map<String, String> query() {
    return query;
  }

  public Optional<String> query(String name) {
    return Optional.ofNullable(query.get(name));
  }

  /** An id in the query, whose shape the route declares. */
  public Optional<UUID> queryId(String name) {
    return query(name).flatMap(ShapeCheck::uuid);
  }

  public Optional<Instant> instant(String name) {
    return query(name).flatMap(ShapeCheck::instant);
  }

  public int number(String name, int otherwise) {
    return query(name).map(Integer::parseInt).orElse(otherwise);
  }

  /** The body, which has the shape that the route declares. */
  public JsonNode body() {
    return body == null ? Json.object() : body;
  }

  /** A text in the body; null where it is missing or null. */
  public @Nullable String text(String property) {
    return body().path(property).textValue();
  }

  /** An id in the body, if it stands there. */
  public Optional<UUID> uuid(String property) {
    return Optional.ofNullable(text(property)).flatMap(ShapeCheck::uuid);
  }

  /** A moment in the body, if it stands there. */
  public Optional<Instant> moment(String property) {
    return Optional.ofNullable(text(property)).flatMap(ShapeCheck::instant);
  }

  void body(JsonNode read) {
    this.body = read;
  }

  /** Writes a file to a stream; it answers how much it wrote, or refuses before the first byte. */
  @FunctionalInterface
  public interface FileWriter {
    Outcome<Long> write(OutputStream to);
  }

  /**
   * As {@link #download(String, String, FileWriter)}, for a file that leaves a trace when it is
   * made: a HEAD is answered without making it.
   *
   * @param refusal the same as the writer's, or anything
   */
  public Outcome<Reply> download(
      String mediaType, String fileName, Supplier<? extends Outcome<?>> refusal, FileWriter writer)
      throws IOException {
    return download(
        mediaType,
        fileName,
        ctx.method().equals(HandlerType.HEAD) ? out -> refusal.get().map(good -> 0L) : writer);
  }

  /** Answers with a file of any length, written while it is made. */
  public Outcome<Reply> download(String mediaType, String fileName, FileWriter writer)
      throws IOException {
    Download download = new Download(ctx, mediaType, fileName);
    try {
      Outcome<Long> written = writer.write(download);
      if (written instanceof Outcome.Done<Long>) {
        download.close();
      } else if (download.hasBegun()) {
        throw new IllegalStateException("refused after the file had begun: " + written);
      }
      return written.map(count -> Reply.streamed());
    } catch (IOException | RuntimeException e) {
      if (download.hasBegun()) {
        throw new Download.BrokenException(e);
      }
      throw e;
    }
  }

  /** A path of the API as clients reach it. */
  public String link(String path) {
    return ctx.contextPath() + prefix + path;
  }

  /** The request below, for what this class does not offer: streams and uploads. */
  public Context javalin() {
    return ctx;
  }
}
