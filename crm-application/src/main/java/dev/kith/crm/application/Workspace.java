package dev.kith.crm.application;

import dev.kith.crm.application.access.ApiTokens;
import dev.kith.crm.application.access.Names;
import dev.kith.crm.application.access.Permissions;
import dev.kith.crm.application.access.Roles;
import dev.kith.crm.application.access.Teams;
import dev.kith.crm.application.access.Users;
import dev.kith.crm.application.access.login.OwnLogin;
import dev.kith.crm.application.account.AccountQueries;
import dev.kith.crm.application.account.Accounts;
import dev.kith.crm.application.assignment.AssignmentPools;
import dev.kith.crm.application.assignment.Assignments;
import dev.kith.crm.application.audit.AuditTrail;
import dev.kith.crm.application.automation.Rules;
import dev.kith.crm.application.calendar.BusinessCalendars;
import dev.kith.crm.application.competitor.Competitors;
import dev.kith.crm.application.contact.ContactQueries;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.conversion.ConversionMappings;
import dev.kith.crm.application.conversion.Conversions;
import dev.kith.crm.application.conversion.analytics.ConversionAnalytics;
import dev.kith.crm.application.conversion.batch.ConversionBatches;
import dev.kith.crm.application.currency.Currencies;
import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.event.Events;
import dev.kith.crm.application.funnel.PipelineAnalytics;
import dev.kith.crm.application.intake.Imports;
import dev.kith.crm.application.intake.LeadExport;
import dev.kith.crm.application.intake.attribution.Touches;
import dev.kith.crm.application.intake.consent.Consents;
import dev.kith.crm.application.intake.contact.Contacts;
import dev.kith.crm.application.intake.contact.Suppressions;
import dev.kith.crm.application.intake.duplicates.Duplicates;
import dev.kith.crm.application.intake.duplicates.RecordDuplicates;
import dev.kith.crm.application.intake.duplicates.merge.Merges;
import dev.kith.crm.application.intake.duplicates.scan.DuplicateScans;
import dev.kith.crm.application.intake.enrichment.Enrichments;
import dev.kith.crm.application.intake.preset.MappingPresets;
import dev.kith.crm.application.intake.review.ImportReviews;
import dev.kith.crm.application.intake.validation.Validation;
import dev.kith.crm.application.job.Jobs;
import dev.kith.crm.application.job.Schedules;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.lead.LeadQueries;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.application.lifecycle.LifecycleAnalytics;
import dev.kith.crm.application.lifecycle.Lifecycles;
import dev.kith.crm.application.list.csv.ListExport;
import dev.kith.crm.application.notification.Notifications;
import dev.kith.crm.application.opportunity.Opportunities;
import dev.kith.crm.application.opportunity.OpportunityCompetitors;
import dev.kith.crm.application.opportunity.OpportunityLines;
import dev.kith.crm.application.opportunity.OpportunityQueries;
import dev.kith.crm.application.pipeline.Pipelines;
import dev.kith.crm.application.product.Products;
import dev.kith.crm.application.relationship.ContactRoles;
import dev.kith.crm.application.scoring.card.LeadScores;
import dev.kith.crm.application.scoring.card.Scorecards;
import dev.kith.crm.application.scoring.engagement.Engagements;
import dev.kith.crm.application.scoring.ledger.IncrementRules;
import dev.kith.crm.application.scoring.ledger.ScoreAwards;
import dev.kith.crm.application.scoring.ledger.Scores;
import dev.kith.crm.application.scoring.model.ScoringModels;
import dev.kith.crm.application.scoring.tracking.Tracking;
import dev.kith.crm.application.task.TaskMetrics;
import dev.kith.crm.application.task.TaskQueries;
import dev.kith.crm.application.task.Tasks;
import dev.kith.crm.application.task.escalation.EscalationPolicies;
import dev.kith.crm.application.task.escalation.TaskEscalations;
import dev.kith.crm.application.task.feed.CalendarFeed;
import dev.kith.crm.application.task.reminder.TaskReminders;

/**
 * The CRM as one actor uses it: every port checks that actor's permissions. Cheap to make; make one
 * for each call or each conversation.
 */
public final class Workspace {

  private final Features features;
  private final Context context;

  Workspace(Features features, Context context) {
    this.features = features;
    this.context = context;
  }

  /**
   * The same, but the next command is carried out at most once under this key. A repetition within
   * 24 hours answers the first result; the same key with another command is refused with {@code
   * idempotency-key-reused}.
   *
   * @param key 1 to 255 visible ASCII characters
   */
  public Workspace idempotent(String key) {
    return idempotent(key, () -> {});
  }

  /**
   * @param onReplay told when the answer was remembered and nothing was done
   */
  public Workspace idempotent(String key, Runnable onReplay) {
    return new Workspace(features, context.idempotent(key, onReplay));
  }

  /**
   * The same, but the next command on a record is refused with {@code stale-version} unless the
   * record is at this version.
   */
  public Workspace expecting(long version) {
    return new Workspace(features, context.expecting(version));
  }

  /** The same, with a name for the call that the audit trail keeps. */
  public Workspace request(String requestId) {
    return new Workspace(features, context.request(requestId));
  }

  /**
   * The same, in consequence of something: for reactions and jobs, so that the audit trail and
   * further events tell what made the CRM act.
   *
   * @param cause such as {@code event/…} or {@code job/…}
   */
  public Workspace causedBy(String cause) {
    return new Workspace(features, context.causedBy(cause));
  }

  /** The same, in consequence of an event: further events tell by which chain they came about. */
  public Workspace after(EventEnvelope event) {
    return new Workspace(features, context.causedBy("event/" + event.id()).after(event.next()));
  }

  public Context context() {
    return context;
  }

  public Leads leads() {
    return features.leads.leads(context);
  }

  public LeadQueries leadQueries() {
    return features.leads.queries(context);
  }

  public Accounts accounts() {
    return features.accounts.accounts(context);
  }

  public AccountQueries accountQueries() {
    return features.accounts.queries(context);
  }

  public ListExport accountExport() {
    return features.accounts.export(context);
  }

  /** Contacts: the people at accounts. */
  public People people() {
    return features.people.people(context);
  }

  public ContactQueries contactQueries() {
    return features.people.queries(context);
  }

  public ListExport contactExport() {
    return features.people.export(context);
  }

  /** What is sold, and its list prices. */
  public Products products() {
    return features.products.products(context);
  }

  public Competitors competitors() {
    return features.competitors.competitors(context);
  }

  public Opportunities opportunities() {
    return features.opportunities.opportunities(context);
  }

  public OpportunityCompetitors opportunityCompetitors() {
    return features.opportunities.competitors(context);
  }

  public OpportunityLines opportunityLines() {
    return features.opportunities.lines(context);
  }

  public OpportunityQueries opportunityQueries() {
    return features.opportunities.queries(context);
  }

  /** What the past of pipelines says of them. */
  public PipelineAnalytics pipelineAnalytics() {
    return features.funnel.analytics(context);
  }

  public ListExport opportunityExport() {
    return features.opportunities.export(context);
  }

  /** The stages that opportunities go through. */
  public Pipelines pipelines() {
    return features.pipelines.pipelines(context);
  }

  /** What becomes of leads. */
  public Conversions conversions() {
    return features.conversion.conversions(context);
  }

  public ConversionBatches conversionBatches() {
    return features.conversionBatches.batches(context);
  }

  public ConversionAnalytics conversionAnalytics() {
    return features.conversionAnalytics.analytics(context);
  }

  public ConversionMappings conversionMapping() {
    return features.conversion.mappings(context);
  }

  public Lifecycles lifecycle() {
    return features.lifecycle.lifecycles(context);
  }

  public LifecycleAnalytics lifecycleAnalytics() {
    return features.lifecycle.analytics(context);
  }

  public ContactRoles contactRoles() {
    return features.relationships.roles(context);
  }

  public Jobs jobs() {
    return features.jobs.jobs(context);
  }

  public Schedules schedules() {
    return features.jobs.schedules(context);
  }

  public Events events() {
    return features.events.events(context);
  }

  public AuditTrail auditTrail() {
    return features.audit.trail(context);
  }

  public Imports imports() {
    return features.intake.imports(context);
  }

  /** Mappings of files that are kept for the next file. */
  public MappingPresets mappingPresets() {
    return features.intake.mappingPresets(context);
  }

  /** Rows of imports that would change leads, for somebody to decide. */
  public ImportReviews importReviews() {
    return features.reviewing.reviews(context);
  }

  public LeadExport leadExport() {
    return features.intake.leadExport(context);
  }

  public Duplicates duplicates() {
    return features.duplicates.duplicates(context);
  }

  /** Accounts and contacts that look alike. */
  public RecordDuplicates recordDuplicates() {
    return features.duplicates.records(context);
  }

  /** What brought leads here. */
  public Touches touches() {
    return features.attribution.touches(context);
  }

  /** What leads said to being contacted. */
  public Consents consents() {
    return features.consent.consents(context);
  }

  /** Whether leads may be contacted. */
  public Contacts contacts() {
    return features.contact.contacts(context);
  }

  /** Addresses, domains and numbers that are left alone. */
  public Suppressions suppressions() {
    return features.contact.suppressions(context);
  }

  /** Finds out more about leads. */
  public Enrichments enrichments() {
    return features.enrichment.enrichments(context);
  }

  /** What leads do. */
  public Engagements engagements() {
    return features.engagement.engagements(context);
  }

  /** Links that tell who followed them, and visitors of the user's own pages. */
  public Tracking tracking() {
    return features.tracking.tracking(context);
  }

  /** The engagement scores of leads, and the ledger that they are made of. */
  public Scores scores() {
    return features.ledger.scores(context);
  }

  /** Points that are given besides what engagement earns. */
  public ScoreAwards scoreAwards() {
    return features.ledger.awards(context);
  }

  /** Models that predict which leads are won. */
  public ScoringModels scoringModels() {
    return features.models.models(context);
  }

  /** By which rules engagement gives points. */
  public IncrementRules incrementRules() {
    return features.ledger.rules(context);
  }

  /** The scores of leads: fit, engagement and prediction combined. */
  public LeadScores leadScores() {
    return features.cards.scores(context);
  }

  /** By what the scores of leads are made. */
  public Scorecards scorecard() {
    return features.cards.cards(context);
  }

  public Merges merges() {
    return features.merging.merges(context);
  }

  /** Looks through all leads for duplicates. */
  public DuplicateScans duplicateScans() {
    return features.scanning.scans(context);
  }

  /** Looks contact data over before it is stored. */
  public Validation validation() {
    return features.validation.validation(context);
  }

  /** When the business is at work. */
  public BusinessCalendars businessCalendars() {
    return features.calendars.calendars(context);
  }

  /** Amounts of several currencies together. */
  public Currencies currencies() {
    return features.currencies.currencies(context);
  }

  public Tasks tasks() {
    return features.tasks.tasks(context);
  }

  public TaskQueries taskQueries() {
    return features.tasks.queries(context);
  }

  public ListExport taskExport() {
    return features.tasks.export(context);
  }

  /** Whether tasks are done, and done on time. */
  public TaskMetrics taskMetrics() {
    return features.tasks.metrics(context);
  }

  /** By which levels tasks are escalated. */
  public EscalationPolicies escalationPolicies() {
    return features.escalations.policies(context);
  }

  /** Where tasks stand on the ladders of these policies. */
  public TaskEscalations taskEscalations() {
    return features.escalations.escalations(context);
  }

  /** Users of whom one is chosen for each record that comes in. */
  public AssignmentPools assignmentPools() {
    return features.assignment.pools(context);
  }

  /** What was assigned from these pools, and why. */
  public Assignments assignments() {
    return features.assignment.assignments(context);
  }

  /** The address under which the actor's calendar reads their tasks. */
  public CalendarFeed calendarFeed() {
    return features.feeds.feed(context);
  }

  /** What becomes of the reminders of tasks. */
  public TaskReminders taskReminders() {
    return features.reminders.reminders(context);
  }

  /** What the CRM does by itself when something happens. */
  public Rules rules() {
    return features.automation.rules(context);
  }

  /** What the CRM told the actor. */
  public Notifications notifications() {
    return features.notifications.notifications(context);
  }

  public Users users() {
    return features.access.users(context);
  }

  public Teams teams() {
    return features.access.teams(context);
  }

  public Roles roles() {
    return features.access.roles(context);
  }

  public ApiTokens apiTokens() {
    return features.access.apiTokens(context);
  }

  /** What users, teams and roles are called. */
  public Names names() {
    return features.access.names();
  }

  /** What the actor may do. */
  public Permissions permissions() {
    return features.access.permissions(context);
  }

  /** The actor's own password and sessions. */
  public OwnLogin ownLogin() {
    return features.login.ownLogin(context);
  }
}
