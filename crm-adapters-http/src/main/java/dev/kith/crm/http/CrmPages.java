package dev.kith.crm.http;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.Crm;
import dev.kith.crm.http.access.AccessHistory;
import dev.kith.crm.http.access.LogInPages;
import dev.kith.crm.http.access.OwnAccountPages;
import dev.kith.crm.http.access.RolePages;
import dev.kith.crm.http.access.Sessions;
import dev.kith.crm.http.access.TeamPages;
import dev.kith.crm.http.access.TokenPages;
import dev.kith.crm.http.access.UserPages;
import dev.kith.crm.http.account.AccountHistory;
import dev.kith.crm.http.account.AccountPages;
import dev.kith.crm.http.assignment.AssignmentHistory;
import dev.kith.crm.http.assignment.PoolPages;
import dev.kith.crm.http.assignment.WhyPage;
import dev.kith.crm.http.audit.ActivityPages;
import dev.kith.crm.http.audit.HistoryPages;
import dev.kith.crm.http.automation.RuleHistory;
import dev.kith.crm.http.automation.RulePages;
import dev.kith.crm.http.calendar.CalendarHistory;
import dev.kith.crm.http.calendar.CalendarPages;
import dev.kith.crm.http.competitor.CompetitorHistory;
import dev.kith.crm.http.competitor.CompetitorPages;
import dev.kith.crm.http.contact.PeopleHistory;
import dev.kith.crm.http.contact.PeoplePages;
import dev.kith.crm.http.conversion.ConversionHistory;
import dev.kith.crm.http.conversion.ConversionPages;
import dev.kith.crm.http.currency.CurrencyHistory;
import dev.kith.crm.http.currency.CurrencyPages;
import dev.kith.crm.http.funnel.PipelineAnalyticsPages;
import dev.kith.crm.http.home.HomePage;
import dev.kith.crm.http.intake.ImportHistory;
import dev.kith.crm.http.intake.ImportPages;
import dev.kith.crm.http.intake.PresetPages;
import dev.kith.crm.http.intake.ReviewPages;
import dev.kith.crm.http.intake.attribution.AttributionHistory;
import dev.kith.crm.http.intake.attribution.AttributionPages;
import dev.kith.crm.http.intake.contact.ContactHistory;
import dev.kith.crm.http.intake.contact.QuietHoursPages;
import dev.kith.crm.http.intake.contact.SuppressionPages;
import dev.kith.crm.http.intake.duplicates.DuplicateHistory;
import dev.kith.crm.http.intake.duplicates.DuplicatePages;
import dev.kith.crm.http.intake.duplicates.RecordDuplicatePages;
import dev.kith.crm.http.intake.duplicates.ThresholdPages;
import dev.kith.crm.http.intake.duplicates.merge.MergePages;
import dev.kith.crm.http.intake.duplicates.scan.ScanPages;
import dev.kith.crm.http.job.JobHistory;
import dev.kith.crm.http.job.JobPages;
import dev.kith.crm.http.lead.LeadHistory;
import dev.kith.crm.http.lead.LeadPages;
import dev.kith.crm.http.lifecycle.LifecycleHistory;
import dev.kith.crm.http.lifecycle.LifecyclePages;
import dev.kith.crm.http.notification.NotificationPages;
import dev.kith.crm.http.opportunity.BoardPages;
import dev.kith.crm.http.opportunity.OpportunityHistory;
import dev.kith.crm.http.opportunity.OpportunityPages;
import dev.kith.crm.http.pages.Histories;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.Site;
import dev.kith.crm.http.pages.Visitors;
import dev.kith.crm.http.pipeline.PipelineHistory;
import dev.kith.crm.http.pipeline.PipelinePages;
import dev.kith.crm.http.product.ProductHistory;
import dev.kith.crm.http.product.ProductPages;
import dev.kith.crm.http.relationship.CommitteePages;
import dev.kith.crm.http.relationship.RelationshipHistory;
import dev.kith.crm.http.relationship.RelationshipPages;
import dev.kith.crm.http.relationship.RoleCataloguePages;
import dev.kith.crm.http.relationship.RoleFiguresPages;
import dev.kith.crm.http.relationship.RoleSuggestionPages;
import dev.kith.crm.http.scoring.EngagementPages;
import dev.kith.crm.http.scoring.LedgerPages;
import dev.kith.crm.http.scoring.ModelPages;
import dev.kith.crm.http.scoring.PointRulePages;
import dev.kith.crm.http.scoring.ScorecardPages;
import dev.kith.crm.http.scoring.ScoringHistory;
import dev.kith.crm.http.scoring.SettingsPages;
import dev.kith.crm.http.scoring.tracking.TrackingPages;
import dev.kith.crm.http.task.TaskHistory;
import dev.kith.crm.http.task.TaskPages;
import dev.kith.crm.http.task.escalation.EscalationHistory;
import dev.kith.crm.http.task.escalation.EscalationPages;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.Optional;

/** The web pages, to be mounted beside the REST API at the root of a server. */
public final class CrmPages {

  private CrmPages() {}

  /**
   * Mounts every page, and answers what goes wrong outside the API with a page too.
   *
   * @param sessions says who has logged in
   */
  public static void mount(JavalinConfig config, Crm crm, Sessions sessions, InstantSource clock) {
    Site site = new Site(crm, visitors(sessions), clock, histories());
    PageRoutes routes = new PageRoutes(config.routes, site);
    routes.assets();
    LogInPages.addTo(routes, sessions);
    HomePage.addTo(routes);
    DuplicatePages.addTo(routes);
    RecordDuplicatePages.addTo(routes);
    ThresholdPages.addTo(routes);
    ScanPages.addTo(routes);
    MergePages.addTo(routes);
    ConversionPages.addTo(routes);
    LeadPages.addTo(routes);
    AccountPages.addTo(routes);
    PeoplePages.addTo(routes);
    OpportunityPages.addTo(routes);
    BoardPages.addTo(routes);
    PipelineAnalyticsPages.addTo(routes);
    PipelinePages.addTo(routes);
    LifecyclePages.addTo(routes);
    RoleCataloguePages.addTo(routes);
    CommitteePages.addTo(routes);
    RoleFiguresPages.addTo(routes);
    RoleSuggestionPages.addTo(routes);
    ProductPages.addTo(routes);
    CompetitorPages.addTo(routes);
    RelationshipPages.addTo(routes);
    TaskPages.addTo(routes);
    ImportPages.addTo(routes);
    PresetPages.addTo(routes);
    ReviewPages.addTo(routes);
    EngagementPages.addTo(routes);
    PointRulePages.addTo(routes);
    LedgerPages.addTo(routes);
    SettingsPages.addTo(routes);
    ModelPages.addTo(routes);
    ScorecardPages.addTo(routes);
    TrackingPages.addTo(routes);
    AttributionPages.addTo(routes);
    SuppressionPages.addTo(routes);
    QuietHoursPages.addTo(routes);
    CalendarPages.addTo(routes);
    CurrencyPages.addTo(routes);
    EscalationPages.addTo(routes);
    PoolPages.addTo(routes);
    WhyPage.addTo(routes);
    RulePages.addTo(routes);
    JobPages.addTo(routes);
    ActivityPages.addTo(routes);
    HistoryPages.addTo(routes);
    UserPages.addTo(routes);
    RolePages.addTo(routes);
    TeamPages.addTo(routes);
    TokenPages.addTo(routes);
    NotificationPages.addTo(routes);
    OwnAccountPages.addTo(routes);
    routes.nowhere();
  }

  /** Every kind of record of which the audit trail tells. */
  public static Histories histories() {
    return new Histories(
        ImmutableList.<RecordWords>builder()
            .add(LeadHistory.words())
            .addAll(ConversionHistory.words())
            .add(AccountHistory.words())
            .add(PeopleHistory.words())
            .add(OpportunityHistory.words())
            .add(PipelineHistory.words())
            .add(ProductHistory.words())
            .add(CompetitorHistory.words())
            .add(LifecycleHistory.words())
            .addAll(RelationshipHistory.words())
            .addAll(DuplicateHistory.words())
            .addAll(ImportHistory.words())
            .add(AttributionHistory.words())
            .addAll(ContactHistory.words())
            .add(CalendarHistory.words())
            .addAll(CurrencyHistory.words())
            .add(EscalationHistory.words())
            .add(AssignmentHistory.words())
            .add(TaskHistory.words())
            .add(RuleHistory.words())
            .addAll(ScoringHistory.words())
            .addAll(JobHistory.words())
            .addAll(AccessHistory.words())
            .build());
  }

  private static Visitors visitors(Sessions sessions) {
    return new Visitors() {
      @Override
      public Optional<Visitor> of(Context ctx) {
        return sessions.of(ctx).map(s -> new Visitor(s.actor(), s.id(), s.csrfToken()));
      }

      @Override
      public boolean isGenuine(Context ctx) {
        return sessions.of(ctx).filter(s -> sessions.isGenuine(ctx, s)).isPresent();
      }
    };
  }
}
