package dev.kith.crm.http.kernel;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.Crm;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.problem.HttpFault;
import dev.kith.crm.http.kernel.problem.Problem;
import dev.kith.crm.http.kernel.problem.ProblemException;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Wires routes into Javalin, and leads each request through what holds for all of them: who calls,
 * how often, what they accept, what they send, on which version; then to the handler, and its
 * outcome back into HTTP.
 *
 * <p>Everything happens within the endpoints themselves: nothing is set on Javalin that would reach
 * the routes of an application that mounts these beside its own.
 */
public final class Endpoints {

  private static final List<HandlerType> METHODS =
      List.of(
          HandlerType.GET,
          HandlerType.HEAD,
          HandlerType.POST,
          HandlerType.PUT,
          HandlerType.PATCH,
          HandlerType.DELETE,
          HandlerType.OPTIONS,
          HandlerType.TRACE,
          HandlerType.QUERY);

  private record Declared(Route route, Pattern pattern) {}

  private final Crm crm;
  private final Identities identities;
  private final ApiOptions options;
  private final List<Declared> declared;
  private final Optional<RateLimits> limits;

  public Endpoints(Crm crm, Identities identities, ApiOptions options, List<Route> routes) {
    this.crm = crm;
    this.identities = identities;
    this.options = options;
    this.declared =
        routes.stream()
            .map(r -> new Declared(r, r.pattern()))
            .collect(ImmutableList.toImmutableList());
    this.limits = options.rateLimit().map(RateLimits::new);
  }

  public void mount(JavalinConfig config) {
    for (Declared d : declared) {
      String path = options.prefix() + d.route.path();
      config.routes.addHttpHandler(d.route.method(), path, ctx -> answer(ctx, d));
      if (d.route.method().equals(HandlerType.GET)) {
        config.routes.addHttpHandler(HandlerType.HEAD, path, ctx -> answer(ctx, d));
      }
    }
    // Last, so that Javalin comes to it only where no route fits.
    for (HandlerType method : METHODS) {
      config.routes.addHttpHandler(method, options.prefix(), this::answerUnrouted);
      config.routes.addHttpHandler(method, options.prefix() + "/*", this::answerUnrouted);
    }
  }

  private void answer(Context ctx, Declared d) {
    if (!d.pattern.matcher(pathOf(ctx)).matches()) {
      // Javalin's variables take colons, ours do not: /leads/7:fly is no lead but an action that
      // there is not.
      answerUnrouted(ctx);
      return;
    }
    long start = System.nanoTime();
    Answers.begin(ctx);
    try {
      Reply reply = respond(ctx, d.route);
      Answers.reply(ctx, reply);
    } catch (Exception e) {
      Answers.failure(ctx, e);
    }
    options
        .observer()
        .answered(
            d.route.method().name(),
            options.prefix() + d.route.path(),
            ctx.statusCode(),
            Duration.ofNanos(System.nanoTime() - start));
  }

  private Reply respond(Context ctx, Route route) throws Exception {
    FormLimit.set(ctx, crm.largestImport());
    Optional<Actor> actor = route.open() ? anybody(ctx) : identified(ctx);
    if (actor.isEmpty() && !route.open()) {
      throw Problem.of(
              HttpFault.UNAUTHENTICATED,
              "Send an API token (Authorization: Bearer kith_…), or log in.")
          .withHeader("WWW-Authenticate", "Bearer realm=\"Kith\"")
          .asException();
    }
    requireAcceptable(ctx, route);
    Map<String, String> query = Query.checked(ctx.queryString(), route.parameters());
    Call call = new Call(crm, ctx, options.prefix(), actor.orElse(null), query);
    Route.Payload payload = route.payload();
    if (payload != null) {
      Bodies.requireMediaType(ctx, payload);
    }
    if (route.versioned()) {
      Preconditions.require(ctx);
    }
    if (payload != null) {
      Shape shape = payload.shape();
      if (shape != null) {
        call.body(Bodies.json(ctx, call, payload, shape, options.bodyLimit()));
      }
    }
    Outcome<Reply> outcome = route.handler().handle(call);
    return switch (outcome) {
      case Outcome.Done<Reply>(var reply) -> reply;
      case Outcome.Refused<Reply>(var refusal) -> throw refused(ctx, refusal).asException();
    };
  }

  private Optional<Actor> anybody(Context ctx) {
    limits.ifPresent(l -> l.take(ctx, "address " + ctx.ip()));
    return Optional.empty();
  }

  private Optional<Actor> identified(Context ctx) {
    Optional<Actor> actor;
    try {
      actor = identities.of(ctx);
    } catch (ProblemException e) {
      // Guessing tokens costs as much as calling.
      limits.ifPresent(l -> l.take(ctx, "address " + ctx.ip()));
      throw e;
    }
    limits.ifPresent(
        l -> l.take(ctx, actor.map(a -> "actor " + a.id()).orElse("address " + ctx.ip())));
    return actor;
  }

  private static Problem refused(Context ctx, Refusal refusal) {
    Problem problem = Problem.of(refusal);
    boolean conditional = ctx.header("If-Match") != null;
    return refusal instanceof StaleVersion && conditional ? problem.withStatus(412) : problem;
  }

  private static void requireAcceptable(Context ctx, Route route) {
    String accept = ctx.header("Accept");
    List<String> offered =
        route.answers().stream()
            .map(Route.Answer::mediaType)
            .filter(t -> t != null)
            .distinct()
            .toList();
    if (!offered.isEmpty() && offered.stream().noneMatch(t -> Bodies.accepts(accept, t))) {
      throw Problem.of(
              HttpFault.NOT_ACCEPTABLE, "This is answered as " + String.join(", ", offered) + ".")
          .withFact("offered", offered)
          .asException();
    }
  }

  /**
   * Answers a request by a method that no handler can be declared for, if its path is below the
   * API's; false if it is not.
   */
  public boolean answersUnknownMethod(Context ctx) {
    String path = ctx.path() + "/";
    boolean ours = path.startsWith(ctx.contextPath() + options.prefix() + "/");
    if (ours) {
      answerUnrouted(ctx);
    }
    return ours;
  }

  /** The path exists with other methods, or not at all. */
  private void answerUnrouted(Context ctx) {
    long start = System.nanoTime();
    Answers.begin(ctx);
    String path = pathOf(ctx);
    List<String> allowed =
        declared.stream()
            .filter(d -> d.pattern.matcher(path).matches())
            .flatMap(d -> methodsOf(d.route).stream())
            .distinct()
            .sorted()
            .toList();
    if (allowed.isEmpty()) {
      Answers.problem(
          ctx,
          Problem.of(
              HttpFault.NO_SUCH_ROUTE, "There is nothing at " + Texts.shortened(ctx.path()) + "."));
    } else {
      String allow = "OPTIONS, " + String.join(", ", allowed);
      if (ctx.method().equals(HandlerType.OPTIONS)) {
        Answers.reply(ctx, Reply.empty(204).header("Allow", allow));
      } else {
        Answers.problem(
            ctx,
            Problem.of(HttpFault.METHOD_NOT_ALLOWED, "Possible here: " + allow + ".")
                .withHeader("Allow", allow));
      }
    }
    options
        .observer()
        .answered(
            METHODS.contains(ctx.method()) ? ctx.method().name() : "(other)",
            "(none)",
            ctx.statusCode(),
            Duration.ofNanos(System.nanoTime() - start));
  }

  private static List<String> methodsOf(Route route) {
    return route.method().equals(HandlerType.GET)
        ? List.of("GET", "HEAD")
        : List.of(route.method().name());
  }

  private String pathOf(Context ctx) {
    String path = ctx.path();
    String before = ctx.contextPath() + options.prefix();
    return path.startsWith(before) ? path.substring(before.length()) : path;
  }
}
