package dev.kith.crm.http.lifecycle;

import dev.kith.crm.application.lifecycle.LifecycleAnalytics.Question;
import dev.kith.crm.application.lifecycle.LifecycleAnalytics.Report;
import dev.kith.crm.application.lifecycle.Lifecycles;
import dev.kith.crm.domain.lifecycle.Lifecycle;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.problem.Problem;
import java.util.List;

/** The lifecycle of accounts over REST. */
public final class LifecycleRoutes {

  private static final String TAG = "Lifecycle";
  private static final String PATH = "/lifecycle";

  private LifecycleRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get(PATH, "getLifecycle")
            .says(TAG, "Read which stages accounts go through, and on which ways")
            .query(
                "version",
                Shape.whole(1, Integer.MAX_VALUE),
                "As it was at a version; usually the one in force")
            .answers(200, LifecycleJson.KEPT, "The lifecycle")
            .refuses("forbidden", "not-found")
            .handledBy(call ->
                shown(
                    call.query("version").isPresent()
                        ? lifecycle(call).version(call.number("version", 1))
                        : lifecycle(call).get())),
        Route.put(PATH, "setLifecycle")
            .says(TAG, "Replace what the lifecycle says, as another version of it")
            .body(LifecycleJson.DRAFT)
            .versioned()
            .answers(200, LifecycleJson.KEPT, "The lifecycle in force")
            .refuses("forbidden", "invalid", "lifecycle-stage-in-use")
            .handledBy(call -> shown(lifecycle(call).set(LifecycleJson.read(call.body())))),
        Route.post(PATH + ":check", "checkLifecycle")
            .says(TAG, "Ask what would be said of a draft; nothing changes")
            .body(LifecycleJson.DRAFT)
            .asking()
            .answers(200, LifecycleJson.OPINION, "Its problems, and what to think about")
            .refuses("forbidden")
            .handledBy(call ->
                lifecycle(call)
                    .check(LifecycleJson.read(call.body()))
                    .map(opinion -> Reply.json(200, LifecycleJson.of(opinion)))),
        Route.post(PATH + ":simulate", "simulateLifecycle")
            .says(TAG, "Ask what a draft would mean for the accounts there are; nothing changes")
            .body(LifecycleJson.DRAFT)
            .asking()
            .answers(200, SimulationJson.SIMULATION, "Who would have to move, and who could")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                lifecycle(call)
                    .simulate(LifecycleJson.read(call.body()))
                    .map(simulation -> Reply.json(200, SimulationJson.of(simulation)))),
        Route.get(PATH + "/analytics", "getLifecycleAnalytics")
            .says(TAG, "How accounts flow through the stages, and how long they stay")
            .query("from", Shape.instant(), "Only stays that began then or later")
            .query("before", Shape.instant(), "Only stays that began earlier than that")
            .answers(200, LifecycleJson.REPORT, "The figures, of accounts that the caller may see")
            .refuses("forbidden")
            .handledBy(LifecycleRoutes::analytics));
  }

  private static Outcome<Reply> analytics(Call call) {
    Question question =
        new Question(call.instant("from").orElse(null), call.instant("before").orElse(null));
    return switch (call.workspace().lifecycleAnalytics().of(question)) {
      // The port knows no query: what it finds wrong stands in one.
      case Outcome.Refused<Report>(Invalid(var violations)) ->
          throw Problem.ofQuery(violations).asException();
      case Outcome<Report> outcome ->
          outcome.map(report -> Reply.json(200, LifecycleJson.of(report)));
    };
  }

  private static Outcome<Reply> shown(Outcome<Lifecycle> outcome) {
    return outcome.map(lifecycle ->
        Reply.json(200, LifecycleJson.of(lifecycle)).version(lifecycle.revision().version()));
  }

  private static Lifecycles lifecycle(Call call) {
    return call.workspace().lifecycle();
  }
}
