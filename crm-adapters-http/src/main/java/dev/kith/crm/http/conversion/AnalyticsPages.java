package dev.kith.crm.http.conversion;

import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Cohort;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.GroupBy;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics.Question;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.stream.Stream;

/** Where the figures of conversions are read. */
final class AnalyticsPages {

  private AnalyticsPages() {}

  static void addTo(PageRoutes routes) {
    routes.get("/conversions/analytics", AnalyticsPages::show);
  }

  private static void show(Visit visit) {
    Question question =
        new Question(
            Stream.of(GroupBy.values())
                .filter(one -> one.name().equals(visit.query("groupBy")))
                .findFirst()
                .orElse(Question.USUAL.groupBy()),
            Stream.of(Cohort.values())
                .filter(one -> one.name().equals(visit.query("cohort")))
                .findFirst()
                .orElse(Question.USUAL.cohort()),
            null,
            null);
    visit.with(
        visit.crm().conversionAnalytics().of(question),
        report ->
            visit.show(
                "conversion/analytics.jte",
                "Figures of conversions",
                Section.CONVERSIONS,
                AnalyticsPage.of(
                    report, question.groupBy() == GroupBy.OWNER ? visit.owners() : List.of())));
  }
}
