package dev.kith.crm.http.funnel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.funnel.PipelineAnalytics;
import dev.kith.crm.application.funnel.PipelineAnalytics.Paging;
import dev.kith.crm.application.funnel.PipelineAnalytics.Question;
import dev.kith.crm.application.list.Cursor;
import dev.kith.crm.application.list.Cursors;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.problem.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Analytics of pipelines over REST. */
public final class PipelineAnalyticsRoutes {

  private static final int USUAL_LIMIT = 50;

  private static final Shape.Fields ANSWER =
      Shape.fields(
          "PipelineAnalytics",
          Shape.required("pipeline", Shape.uuid(), "Id of the pipeline"),
          Shape.required("name", Shape.text(), "What it is called"),
          Shape.required("metric", Shape.choice(Metric.codes()), "The one that was asked for"),
          Shape.required("from", Shape.orNull(Shape.instant()), "As asked"),
          Shape.required("to", Shape.orNull(Shape.instant()), "As asked"),
          Shape.optional("funnel", FlowJson.FUNNEL, "With metric=funnel"),
          Shape.optional("conversionMatrix", FlowJson.MATRIX, "With metric=conversion-matrix"),
          Shape.optional("velocity", FlowJson.SPEED, "With metric=velocity"),
          Shape.optional("ageing", WaitingJson.AGEING, "With metric=ageing"),
          Shape.optional("stuck", WaitingJson.STUCK, "With metric=stuck"),
          Shape.optional("pushCount", LossJson.PUSHED, "With metric=push-count"),
          Shape.optional("leakage", LossJson.LEAKAGE, "With metric=leakage"),
          Shape.optional("competition", LossJson.COMPETITION, "With metric=competition"));

  private PipelineAnalyticsRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get("/pipelines/{id}/analytics", "getPipelineAnalytics")
            .says(
                "Opportunities",
                "What goes through a pipeline, how fast, what is stuck, and where it is lost")
            .requiredQuery("metric", Shape.choice(Metric.codes()), "Which figures")
            .query(
                "from",
                Shape.instant(),
                "Only what happened then or later: stays that began, decisions, close dates that"
                    + " were changed")
            .query("to", Shape.instant(), "Only what happened earlier than that")
            .query("owner", Shape.uuid(), "Only what this user owns today")
            .query("team", Shape.uuid(), "Only what the active members of this team own today")
            .query(
                "currency",
                Shape.text(3),
                "Code of the currency in which sums are told; usually that of reports")
            .query(
                "limit",
                Shape.whole(1, ListQuery.LARGEST_LIMIT),
                "How many opportunities ageing and stuck list at once; usually " + USUAL_LIMIT)
            .query("cursor", Shape.text(1_000), "Where the page of ageing or stuck before ended")
            .answers(200, ANSWER, "The figures, of opportunities that the caller may see")
            .refuses("forbidden", "not-found", "invalid")
            .handledBy(PipelineAnalyticsRoutes::analytics));
  }

  private static Outcome<Reply> analytics(Call call) {
    Metric metric = Metric.of(call.query("metric").orElseThrow()).orElseThrow();
    Paging paging = paging(call, metric);
    PipelineId id = new PipelineId(call.id("pipeline"));
    Question question =
        new Question(
            call.instant("from").orElse(null),
            call.instant("to").orElse(null),
            call.queryId("owner").map(UserId::new).orElse(null),
            call.queryId("team").map(TeamId::new).orElse(null),
            call.query("currency").orElse(null));
    PipelineAnalytics analytics = call.workspace().pipelineAnalytics();
    byte[] key = call.crm().signingKey();
    Outcome<ObjectNode> answer =
        switch (metric) {
          case FUNNEL ->
              analytics
                  .funnel(id, question)
                  .map(found -> of(found.pipeline(), "funnel", FlowJson.of(found)));
          case CONVERSION_MATRIX ->
              analytics
                  .matrix(id, question)
                  .map(found -> of(found.pipeline(), "conversionMatrix", FlowJson.of(found)));
          case VELOCITY ->
              analytics
                  .velocity(id, question)
                  .map(found -> of(found.pipeline(), "velocity", FlowJson.of(found)));
          case AGEING ->
              analytics
                  .ageing(id, question, paging)
                  .map(found -> of(found.pipeline(), "ageing", WaitingJson.of(found, key)));
          case STUCK ->
              analytics
                  .stuck(id, question, paging)
                  .map(found -> of(found.pipeline(), "stuck", WaitingJson.of(found, key)));
          case PUSH_COUNT ->
              analytics
                  .pushes(id, question)
                  .map(found -> of(found.pipeline(), "pushCount", LossJson.of(found)));
          case LEAKAGE ->
              analytics
                  .leakage(id, question)
                  .map(found -> of(found.pipeline(), "leakage", LossJson.of(found)));
          case COMPETITION ->
              analytics
                  .competition(id, question)
                  .map(found -> of(found.pipeline(), "competition", LossJson.of(found)));
        };
    return switch (answer) {
      // The port knows no query: what it finds wrong stands in one.
      case Outcome.Refused<ObjectNode>(Invalid(var violations)) ->
          throw Problem.ofQuery(violations).asException();
      case Outcome<ObjectNode> outcome ->
          outcome.map(json ->
              Reply.json(
                  200,
                  json.put("metric", metric.code())
                      .put("from", text(question.from()))
                      .put("to", text(question.before()))));
    };
  }

  private static ObjectNode of(Pipeline pipeline, String name, ObjectNode figures) {
    ObjectNode json =
        Json.object().put("pipeline", pipeline.id().toString()).put("name", pipeline.name());
    json.set(name, figures);
    return json;
  }

  private static @Nullable String text(@Nullable Instant moment) {
    return moment == null ? null : moment.toString();
  }

  private static Paging paging(Call call, Metric metric) {
    Checks checks = new Checks();
    if (!metric.isPaged()) {
      for (String name : List.of("limit", "cursor")) {
        if (call.query(name).isPresent()) {
          checks.add(name, "not-with-metric", "Only ageing and stuck come page by page.");
        }
      }
    }
    Cursor after =
        metric.isPaged() && call.query("cursor").isPresent()
            ? cursor(checks, call.query("cursor").orElseThrow(), call.crm().signingKey())
            : null;
    return switch (checks.orRefuse(() -> new Paging(after, call.number("limit", USUAL_LIMIT)))) {
      case Outcome.Done<Paging>(var paging) -> paging;
      case Outcome.Refused<Paging>(var refusal) ->
          throw Problem.ofQuery(refusal.violations()).asException();
    };
  }

  private static @Nullable Cursor cursor(Checks checks, String text, byte[] signingKey) {
    return switch (Cursors.read(text, PipelineAnalytics.BY_DUE, signingKey)) {
      case Outcome.Done<Cursor>(var cursor) -> cursor;
      case Outcome.Refused<Cursor>(var refusal) -> {
        checks.addAll(refusal.violations());
        yield null;
      }
    };
  }
}
