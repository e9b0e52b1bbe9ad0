package dev.kith.crm.http.conversion;

import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Cohort;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.GroupBy;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Question;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Report;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.problem.Problem;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The figures of conversions, over REST. */
public final class AnalyticsRoutes {

  private AnalyticsRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get("/conversions/analytics", "getConversionAnalytics")
            .says(
                "Conversion",
                "How leads become customers: how many, how soon, by which rules, what came of them,"
                    + " and what kept others from it")
            .query("groupBy", words(GroupBy.values()), "What leads are told by; usually source")
            .query("cohort", words(Cohort.values()), "By when they were captured; usually month")
            .query("from", Shape.instant(), "Only leads that were captured then or later")
            .query("before", Shape.instant(), "Only leads that were captured earlier than that")
            .answers(200, AnalyticsJson.REPORT, "The figures, of leads that the caller may see")
            .refuses("forbidden")
            .handledBy(AnalyticsRoutes::analytics));
  }

  private static Shape words(Enum<?>[] values) {
    return Shape.choice(
        Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).toList());
  }

  private static Outcome<Reply> analytics(Call call) {
    Question question =
        new Question(
            call.query("groupBy")
                .map(word -> GroupBy.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Question.USUAL.groupBy()),
            call.query("cohort")
                .map(word -> Cohort.valueOf(word.toUpperCase(Locale.ROOT)))
                .orElse(Question.USUAL.cohort()),
            call.instant("from").orElse(null),
            call.instant("before").orElse(null));
    return switch (call.workspace().conversionAnalytics().of(question)) {
      // The port knows no query: what it finds wrong stands in one.
      case Outcome.Refused<Report>(Invalid(var violations)) ->
          throw Problem.ofQuery(violations).asException();
      case Outcome<Report> outcome ->
          outcome.map(report -> Reply.json(200, AnalyticsJson.of(report)));
    };
  }
}
