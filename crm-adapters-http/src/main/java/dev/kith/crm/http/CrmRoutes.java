package dev.kith.crm.http;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.Crm;
import dev.kith.crm.http.access.AccessRoutes;
import dev.kith.crm.http.access.Sessions;
import dev.kith.crm.http.account.AccountRoutes;
import dev.kith.crm.http.assignment.AssignmentRoutes;
import dev.kith.crm.http.audit.AuditRoutes;
import dev.kith.crm.http.automation.RuleRoutes;
import dev.kith.crm.http.calendar.CalendarRoutes;
import dev.kith.crm.http.competitor.CompetitorRoutes;
import dev.kith.crm.http.contact.PeopleRoutes;
import dev.kith.crm.http.conversion.AnalyticsRoutes;
import dev.kith.crm.http.conversion.BatchRoutes;
import dev.kith.crm.http.conversion.ConversionRoutes;
import dev.kith.crm.http.conversion.OriginRoutes;
import dev.kith.crm.http.currency.CurrencyRoutes;
import dev.kith.crm.http.event.EventRoutes;
import dev.kith.crm.http.funnel.PipelineAnalyticsRoutes;
import dev.kith.crm.http.intake.ImportRoutes;
import dev.kith.crm.http.intake.PresetRoutes;
import dev.kith.crm.http.intake.ReviewRoutes;
import dev.kith.crm.http.intake.attribution.TouchRoutes;
import dev.kith.crm.http.intake.consent.ConsentRoutes;
import dev.kith.crm.http.intake.contact.ContactRoutes;
import dev.kith.crm.http.intake.duplicates.DuplicateRoutes;
import dev.kith.crm.http.intake.duplicates.merge.MergeRoutes;
import dev.kith.crm.http.intake.duplicates.scan.ScanRoutes;
import dev.kith.crm.http.intake.enrichment.EnrichmentRoutes;
import dev.kith.crm.http.intake.validation.ValidationRoutes;
import dev.kith.crm.http.job.JobRoutes;
import dev.kith.crm.http.kernel.ApiOptions;
import dev.kith.crm.http.kernel.Endpoints;
import dev.kith.crm.http.kernel.Identities;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.openapi.DescriptionRoute;
import dev.kith.crm.http.lead.LeadRoutes;
import dev.kith.crm.http.lifecycle.LifecycleRoutes;
import dev.kith.crm.http.notification.NotificationRoutes;
import dev.kith.crm.http.opportunity.BoardRoutes;
import dev.kith.crm.http.opportunity.LineRoutes;
import dev.kith.crm.http.opportunity.OpportunityCompetitorRoutes;
import dev.kith.crm.http.opportunity.OpportunityRoutes;
import dev.kith.crm.http.pipeline.PipelineRoutes;
import dev.kith.crm.http.product.ProductRoutes;
import dev.kith.crm.http.relationship.CommitteeRoutes;
import dev.kith.crm.http.relationship.PortalRightRoutes;
import dev.kith.crm.http.relationship.RelationshipRoutes;
import dev.kith.crm.http.relationship.RoleAnalyticsRoutes;
import dev.kith.crm.http.relationship.RoleCatalogueRoutes;
import dev.kith.crm.http.relationship.RoleSuggestionRoutes;
import dev.kith.crm.http.scoring.ScoringRoutes;
import dev.kith.crm.http.scoring.tracking.TrackingRoutes;
import dev.kith.crm.http.task.TaskRoutes;
import dev.kith.crm.http.task.escalation.EscalationRoutes;
import dev.kith.crm.http.task.feed.CalendarFeedRoutes;
import io.javalin.config.JavalinConfig;
import java.util.List;
import java.util.Optional;

/**
 * The REST API, to be mounted on a Javalin: our server's, or that of an application that embeds the
 * CRM.
 *
 * <pre>{@code
 * Javalin.create(config -> CrmRoutes.mount(config, crm, ctx -> whoIs(ctx)));
 * }</pre>
 */
public final class CrmRoutes {

  /** The version of the API's description. */
  private static final String VERSION = "1";

  private CrmRoutes() {}

  /**
   * Mounts the API below {@value ApiOptions#USUAL_PREFIX}, without the routes to log in: the
   * application has its own.
   *
   * @param identities says in whose name a request is made
   */
  public static void mount(JavalinConfig config, Crm crm, Identities identities) {
    mount(config, crm, identities, ApiOptions.USUAL);
  }

  public static void mount(
      JavalinConfig config, Crm crm, Identities identities, ApiOptions options) {
    new Endpoints(crm, identities, options, all(Optional.empty())).mount(config);
  }

  /**
   * Every operation of the API, in the order in which it is described.
   *
   * @param sessions empty where somebody else logs people in
   */
  public static List<Route> all(Optional<Sessions> sessions) {
    return ImmutableList.<Route>builder()
        .addAll(LeadRoutes.all())
        // Before those of one conversion: words would pass for ids.
        .addAll(AnalyticsRoutes.all())
        .addAll(ConversionRoutes.all())
        .addAll(OriginRoutes.all())
        .addAll(BatchRoutes.all())
        .addAll(AccountRoutes.all())
        .addAll(PeopleRoutes.all())
        .addAll(OpportunityRoutes.all())
        .addAll(LineRoutes.all())
        .addAll(OpportunityCompetitorRoutes.all())
        .addAll(BoardRoutes.all())
        .addAll(PipelineRoutes.all())
        .addAll(PipelineAnalyticsRoutes.all())
        .addAll(LifecycleRoutes.all())
        .addAll(RoleCatalogueRoutes.all())
        .addAll(ProductRoutes.all())
        .addAll(CompetitorRoutes.all())
        .addAll(RelationshipRoutes.all())
        .addAll(PortalRightRoutes.all())
        .addAll(CommitteeRoutes.all())
        .addAll(RoleAnalyticsRoutes.all())
        .addAll(RoleSuggestionRoutes.all())
        .addAll(TouchRoutes.all())
        .addAll(ConsentRoutes.all())
        .addAll(ContactRoutes.all())
        .addAll(EnrichmentRoutes.all())
        .addAll(ValidationRoutes.all())
        .addAll(DuplicateRoutes.all())
        .addAll(ScanRoutes.all())
        .addAll(MergeRoutes.all())
        .addAll(ScoringRoutes.all())
        .addAll(TrackingRoutes.all())
        .addAll(ImportRoutes.all())
        .addAll(PresetRoutes.all())
        .addAll(ReviewRoutes.all())
        .addAll(TaskRoutes.all())
        .addAll(CalendarFeedRoutes.all())
        .addAll(EscalationRoutes.all())
        .addAll(AssignmentRoutes.all())
        .addAll(CalendarRoutes.all())
        .addAll(CurrencyRoutes.all())
        .addAll(RuleRoutes.all())
        .addAll(NotificationRoutes.all())
        .addAll(JobRoutes.all())
        .addAll(AuditRoutes.all())
        .addAll(EventRoutes.all())
        .addAll(AccessRoutes.all(sessions))
        .add(DescriptionRoute.describing(() -> all(sessions), VERSION))
        .build();
  }
}
