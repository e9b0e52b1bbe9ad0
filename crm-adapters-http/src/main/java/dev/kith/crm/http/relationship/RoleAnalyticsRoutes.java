package dev.kith.crm.http.relationship;

import dev.kith.crm.application.relationship.RoleAnalytics;
import dev.kith.crm.application.relationship.RoleAnalytics.Question;
import dev.kith.crm.application.relationship.RoleAnalytics.Report;
import dev.kith.crm.domain.relationship.RoleTerms;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.problem.Problem;
import java.util.List;

/** What the roles of contacts have to do with winning, over REST. */
public final class RoleAnalyticsRoutes {

  private RoleAnalyticsRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get("/contact-roles/analytics", "getContactRoleAnalytics")
            .says(RoleCatalogueRoutes.TAG, "How often opportunities are won with whom")
            .query("from", Shape.instant(), "Only what was decided then or later")
            .query("before", Shape.instant(), "Only what was decided earlier than that")
            .query(
                "role",
                Shape.text(1, RoleTerms.LONGEST_KEY),
                "Key of the role without which open opportunities are listed; usually "
                    + RoleAnalytics.ECONOMIC_BUYER)
            .answers(
                200,
                RoleAnalyticsJson.REPORT,
                "The figures, of opportunities and contacts that the caller may see")
            .refuses("forbidden", "invalid")
            .handledBy(RoleAnalyticsRoutes::analytics));
  }

  private static Outcome<Reply> analytics(Call call) {
    Question question =
        new Question(
            call.instant("from").orElse(null),
            call.instant("before").orElse(null),
            call.query("role").orElse(RoleAnalytics.ECONOMIC_BUYER));
    return switch (call.workspace().contactRoles().analytics().of(question)) {
      // The port knows no query: what it finds wrong stands in one.
      case Outcome.Refused<Report>(Invalid(var violations)) ->
          throw Problem.ofQuery(violations).asException();
      case Outcome<Report> outcome ->
          outcome.map(report -> Reply.json(200, RoleAnalyticsJson.of(report)));
    };
  }
}
