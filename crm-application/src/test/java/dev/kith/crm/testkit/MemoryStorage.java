package dev.kith.crm.testkit;

import dev.kith.crm.application.Storage;
import dev.kith.crm.application.access.AccessReads;
import dev.kith.crm.application.access.ApiTokenStore;
import dev.kith.crm.application.access.RoleStore;
import dev.kith.crm.application.access.TeamStore;
import dev.kith.crm.application.access.UserStore;
import dev.kith.crm.application.access.login.LoginAttempts;
import dev.kith.crm.application.access.login.LoginStore;
import dev.kith.crm.application.account.AccountReads;
import dev.kith.crm.application.account.AccountStore;
import dev.kith.crm.application.account.stagetime.StageTimeStore;
import dev.kith.crm.application.assignment.AssignmentPoolStore;
import dev.kith.crm.application.assignment.AssignmentStore;
import dev.kith.crm.application.audit.AuditStore;
import dev.kith.crm.application.automation.AbsencePlans;
import dev.kith.crm.application.automation.FiringStore;
import dev.kith.crm.application.automation.RuleStore;
import dev.kith.crm.application.automation.SchedulePlans;
import dev.kith.crm.application.calendar.BusinessCalendarStore;
import dev.kith.crm.application.competitor.CompetitorStore;
import dev.kith.crm.application.contact.ContactReads;
import dev.kith.crm.application.contact.ContactStore;
import dev.kith.crm.application.conversion.ConversionMappingStore;
import dev.kith.crm.application.conversion.ConversionStore;
import dev.kith.crm.application.conversion.analytics.ConversionFigures;
import dev.kith.crm.application.conversion.batch.ConversionBatchStore;
import dev.kith.crm.application.currency.ExchangeRatesStore;
import dev.kith.crm.application.currency.ReportCurrencyStore;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.application.funnel.FunnelReads;
import dev.kith.crm.application.idempotency.IdempotencyKeys;
import dev.kith.crm.application.intake.ImportStore;
import dev.kith.crm.application.intake.attribution.AttributionRuleStore;
import dev.kith.crm.application.intake.attribution.TouchStore;
import dev.kith.crm.application.intake.consent.ConsentStore;
import dev.kith.crm.application.intake.contact.QuietHoursStore;
import dev.kith.crm.application.intake.contact.SuppressionStore;
import dev.kith.crm.application.intake.duplicates.BlockingKeys;
import dev.kith.crm.application.intake.duplicates.DistinctPairs;
import dev.kith.crm.application.intake.duplicates.DuplicateThresholdStore;
import dev.kith.crm.application.intake.duplicates.RecordKeys;
import dev.kith.crm.application.intake.duplicates.merge.MergeStore;
import dev.kith.crm.application.intake.duplicates.scan.ClusterStore;
import dev.kith.crm.application.intake.enrichment.FoundValueStore;
import dev.kith.crm.application.intake.enrichment.LeadsToEnrich;
import dev.kith.crm.application.intake.preset.MappingPresetStore;
import dev.kith.crm.application.intake.rows.Dependents;
import dev.kith.crm.application.job.JobStore;
import dev.kith.crm.application.job.ScheduleStore;
import dev.kith.crm.application.kernel.Transactions;
import dev.kith.crm.application.lead.LeadReads;
import dev.kith.crm.application.lead.LeadStore;
import dev.kith.crm.application.lifecycle.LifecycleReads;
import dev.kith.crm.application.lifecycle.LifecycleStore;
import dev.kith.crm.application.notification.NotificationStore;
import dev.kith.crm.application.opportunity.BoardNews;
import dev.kith.crm.application.opportunity.OpportunityCompetitorStore;
import dev.kith.crm.application.opportunity.OpportunityLineStore;
import dev.kith.crm.application.opportunity.OpportunityReads;
import dev.kith.crm.application.opportunity.OpportunityStore;
import dev.kith.crm.application.opportunity.PipelinePastReads;
import dev.kith.crm.application.pipeline.PipelineStore;
import dev.kith.crm.application.product.ProductStore;
import dev.kith.crm.application.relationship.CommitteeTemplateStore;
import dev.kith.crm.application.relationship.DeclinedRoles;
import dev.kith.crm.application.relationship.RelationshipStore;
import dev.kith.crm.application.relationship.RoleCatalogueStore;
import dev.kith.crm.application.relationship.RoleReads;
import dev.kith.crm.application.scoring.card.LeadScoreStore;
import dev.kith.crm.application.scoring.card.ScoreOverrideStore;
import dev.kith.crm.application.scoring.card.ScorecardStore;
import dev.kith.crm.application.scoring.engagement.EngagementStore;
import dev.kith.crm.application.scoring.ledger.IncrementRuleStore;
import dev.kith.crm.application.scoring.ledger.LedgerStore;
import dev.kith.crm.application.scoring.ledger.ScoringSettingsStore;
import dev.kith.crm.application.scoring.model.PredictionStore;
import dev.kith.crm.application.scoring.model.ScoringModelStore;
import dev.kith.crm.application.scoring.tracking.TrackingSettingsStore;
import dev.kith.crm.application.scoring.tracking.TrackingStore;
import dev.kith.crm.application.task.TaskReads;
import dev.kith.crm.application.task.TaskStore;
import dev.kith.crm.application.task.escalation.EscalationPolicyStore;
import dev.kith.crm.application.task.escalation.EscalationStore;
import dev.kith.crm.application.task.reminder.ReminderStore;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.ledger.ScoreLedger;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A whole storage in memory, for tests and trials: fast, and gone with the process. */
public final class MemoryStorage implements Storage {

  private final MemoryTransactions transactions = new MemoryTransactions();
  private final MemoryUsers users = new MemoryUsers(transactions);
  private final MemoryTeams teams = new MemoryTeams(transactions, users);
  private final MemoryRoles roles = new MemoryRoles(transactions, users);
  private final MemoryApiTokens apiTokens = new MemoryApiTokens(transactions);
  private final MemoryAccessReads accessReads =
      new MemoryAccessReads(users, teams, roles, apiTokens);
  private final MemoryLogins logins = new MemoryLogins(transactions, users, roles, apiTokens);
  private final MemoryLoginAttempts loginAttempts = new MemoryLoginAttempts(transactions);
  private final MemoryScoreOverrides scoreOverrides = new MemoryScoreOverrides(transactions);
  private final MemoryScorecard scorecard = new MemoryScorecard(transactions);
  private final MemoryLeadScores leadScores =
      new MemoryLeadScores(
          transactions,
          lead -> new ScoreLedger(ledger().of(List.of(lead))),
          () -> incrementRules().all(),
          () -> scoringSettings().settings(),
          scoreOverrides,
          lead -> leads().find(lead).orElseThrow(),
          this::percent);
  private final MemoryLeads leads =
      new MemoryLeads(
          transactions, user -> users.find(user).map(User::name).orElse(null), leadScores);
  private final MemoryAudit audit = new MemoryAudit(transactions);
  private final MemoryIdempotencyKeys idempotencyKeys = new MemoryIdempotencyKeys(transactions);
  private final MemoryOutbox outbox = new MemoryOutbox(transactions);
  private final MemoryBlockingKeys blockingKeys = new MemoryBlockingKeys(leads::all);
  private final MemoryMappingPresets mappingPresets = new MemoryMappingPresets(transactions);
  private final MemoryTouches touches = new MemoryTouches(transactions);
  private final MemoryConsents consents = new MemoryConsents(transactions);
  private final MemorySuppressions suppressions = new MemorySuppressions(transactions);
  private final MemoryQuietHours quietHours = new MemoryQuietHours(transactions);
  private final MemoryAttributionRules attributionRules = new MemoryAttributionRules(transactions);
  private final MemoryFoundValues foundValues = new MemoryFoundValues(transactions);
  private final MemoryLeadsToEnrich leadsToEnrich = new MemoryLeadsToEnrich(transactions);
  private final MemoryDistinctPairs distinctPairs = new MemoryDistinctPairs(transactions);
  private final MemoryDuplicateThresholds duplicateThresholds =
      new MemoryDuplicateThresholds(transactions);
  private final MemoryMerges merges = new MemoryMerges(transactions);
  private final MemoryBusinessCalendars businessCalendars =
      new MemoryBusinessCalendars(transactions);
  private final MemoryExchangeRates exchangeRates = new MemoryExchangeRates(transactions);
  private final MemoryReportCurrency reportCurrency = new MemoryReportCurrency(transactions);
  private final MemoryReminders reminders = new MemoryReminders(transactions);
  private final MemoryTasks tasks =
      new MemoryTasks(
          transactions,
          user -> users.find(user).map(User::name).orElse(null),
          team -> users.membersOf(team));
  private final MemoryAccounts accounts =
      new MemoryAccounts(
          transactions,
          user -> users.find(user).map(User::name).orElse(null),
          () -> lifecycle().current().terms(),
          this::stageDueAt);
  private final MemoryStageTimes stageTimes = new MemoryStageTimes(transactions, accounts::all);
  private final MemoryContacts contacts =
      new MemoryContacts(
          transactions, user -> users.find(user).map(User::name).orElse(null), accounts::find);
  private final MemoryConversions conversions = new MemoryConversions(transactions);
  private final MemoryConversionBatches conversionBatches =
      new MemoryConversionBatches(transactions);
  private final MemoryConversionMapping conversionMapping =
      new MemoryConversionMapping(transactions);
  private final MemoryClusters clusters =
      new MemoryClusters(transactions, leads::all, accounts::all, contacts::all, distinctPairs);
  private final MemoryLifecycle lifecycle = new MemoryLifecycle(transactions, accounts);
  private final MemoryProducts products = new MemoryProducts(transactions);
  private final MemoryCompetitors competitors = new MemoryCompetitors(transactions);
  private final MemoryPipelines pipelines = new MemoryPipelines(transactions);
  private final MemoryOpportunities opportunities =
      new MemoryOpportunities(
          transactions,
          pipelines,
          id -> opportunityLines().of(id),
          user -> users.find(user).map(User::name).orElse(null),
          competitors::name);
  private final MemoryOpportunityLines opportunityLines =
      new MemoryOpportunityLines(transactions, opportunities);
  private final MemoryOpportunityCompetitors opportunityCompetitors =
      new MemoryOpportunityCompetitors(transactions, opportunities::all);
  private final MemoryBoardNews boardNews = new MemoryBoardNews(outbox, opportunities::find);
  private final MemoryRelationships relationships = new MemoryRelationships(transactions);
  private final MemoryDependents dependents =
      new MemoryDependents(
          contacts, opportunities, opportunityLines, tasks, relationships, conversions);
  private final MemoryRoleCatalogue contactRoles =
      new MemoryRoleCatalogue(transactions, relationships);
  private final MemoryCommitteeTemplate committeeTemplate =
      new MemoryCommitteeTemplate(transactions);
  private final MemoryDeclinedRoles declinedRoles = new MemoryDeclinedRoles(transactions);
  private final MemoryPipelinePast pipelinePast =
      new MemoryPipelinePast(
          opportunities::all, opportunities::stays, opportunities::standings, pipelines::former);
  private final MemoryFunnel funnel =
      new MemoryFunnel(
          opportunities::all,
          opportunities::stays,
          opportunities::standings,
          competitors::name,
          opportunityCompetitors::of);
  private final MemoryEscalationPolicies escalationPolicies =
      new MemoryEscalationPolicies(transactions);
  private final MemoryEscalations escalations = new MemoryEscalations(transactions, tasks::all);
  private final MemoryAssignmentPools assignmentPools = new MemoryAssignmentPools(transactions);
  private final MemoryAssignments assignments =
      new MemoryAssignments(transactions, user -> users.find(user).map(User::name).orElse(null));
  private final MemoryEngagements engagements = new MemoryEngagements(transactions);
  private final MemoryLedger ledger = new MemoryLedger(transactions, engagements, leads);
  private final MemoryIncrementRules incrementRules = new MemoryIncrementRules(transactions);
  private final MemoryScoringSettings scoringSettings = new MemoryScoringSettings(transactions);
  private final MemoryScoringModels scoringModels = new MemoryScoringModels(transactions);
  private final MemoryPredictions predictions =
      new MemoryPredictions(transactions, scoringModels, leads, engagements);
  private final MemoryTracking tracking = new MemoryTracking(transactions);
  private final MemoryTrackingSettings trackingSettings = new MemoryTrackingSettings(transactions);
  private final MemoryImports imports = new MemoryImports(transactions);
  private final MemoryJobs jobs = new MemoryJobs(transactions);
  private final MemorySchedules schedules = new MemorySchedules(transactions);
  private final MemoryFirings firings = new MemoryFirings(transactions, this::ruleName);
  private final MemorySchedulePlans schedulePlans = new MemorySchedulePlans(transactions);
  private final MemoryAbsencePlans absencePlans = new MemoryAbsencePlans(transactions);
  private final MemoryRules rules = new MemoryRules(transactions, firings);
  private final MemoryNotifications notifications = new MemoryNotifications(transactions);
  private final byte[] signingKey = new byte[32];
  private volatile boolean closed;

  public MemoryStorage() {
    new SecureRandom().nextBytes(signingKey);
  }

  private @Nullable Double percent(LeadId lead) {
    Double probability = predictions.probabilities(List.of(lead)).get(lead);
    return probability == null ? null : Double.valueOf(100 * probability);
  }

  private String ruleName(RuleId id) {
    return rules.find(id).orElseThrow().name();
  }

  @Override
  public NotificationStore notifications() {
    return notifications;
  }

  @Override
  public RuleStore rules() {
    return rules;
  }

  @Override
  public SchedulePlans schedulePlans() {
    return schedulePlans;
  }

  @Override
  public AbsencePlans absencePlans() {
    return absencePlans;
  }

  @Override
  public FiringStore firings() {
    return firings;
  }

  @Override
  public Transactions transactions() {
    return transactions;
  }

  @Override
  public LeadStore leads() {
    return leads;
  }

  @Override
  public LeadReads leadReads() {
    return leads;
  }

  @Override
  public AccountStore accounts() {
    return accounts;
  }

  @Override
  public PipelineStore pipelines() {
    return pipelines;
  }

  @Override
  public ProductStore products() {
    return products;
  }

  @Override
  public CompetitorStore competitors() {
    return competitors;
  }

  @Override
  public OpportunityStore opportunities() {
    return opportunities;
  }

  @Override
  public OpportunityCompetitorStore opportunityCompetitors() {
    return opportunityCompetitors;
  }

  @Override
  public OpportunityLineStore opportunityLines() {
    return opportunityLines;
  }

  @Override
  public OpportunityReads opportunityReads() {
    return opportunities;
  }

  @Override
  public BoardNews boardNews() {
    return boardNews;
  }

  @Override
  public PipelinePastReads pipelinePastReads() {
    return pipelinePast;
  }

  @Override
  public FunnelReads funnelReads() {
    return funnel;
  }

  @Override
  public AccountReads accountReads() {
    return accounts;
  }

  @Override
  public ContactStore people() {
    return contacts;
  }

  @Override
  public ContactReads contactReads() {
    return contacts;
  }

  @Override
  public ConversionStore conversions() {
    return conversions;
  }

  @Override
  public ConversionFigures conversionFigures() {
    return new MemoryConversionFigures(
        leads, conversions, opportunities, conversionBatches, firings, rules);
  }

  @Override
  public ConversionBatchStore conversionBatches() {
    return conversionBatches;
  }

  @Override
  public ConversionMappingStore conversionMapping() {
    return conversionMapping;
  }

  @Override
  public LifecycleStore lifecycle() {
    return lifecycle;
  }

  @Override
  public StageTimeStore stageTimes() {
    return stageTimes;
  }

  private @Nullable Instant stageDueAt(AccountId account) {
    return stageTimes.upAt(account);
  }

  @Override
  public LifecycleReads lifecycleReads() {
    return lifecycle;
  }

  @Override
  public RoleCatalogueStore contactRoles() {
    return contactRoles;
  }

  @Override
  public RelationshipStore relationships() {
    return relationships;
  }

  @Override
  public CommitteeTemplateStore committeeTemplate() {
    return committeeTemplate;
  }

  @Override
  public RoleReads roleReads() {
    return new MemoryRoleReads(opportunities, contacts, relationships);
  }

  @Override
  public DeclinedRoles declinedRoles() {
    return declinedRoles;
  }

  @Override
  public UserStore users() {
    return users;
  }

  @Override
  public TeamStore teams() {
    return teams;
  }

  @Override
  public RoleStore roles() {
    return roles;
  }

  @Override
  public ApiTokenStore apiTokens() {
    return apiTokens;
  }

  @Override
  public AccessReads accessReads() {
    return accessReads;
  }

  @Override
  public LoginStore logins() {
    return logins;
  }

  @Override
  public LoginAttempts loginAttempts() {
    return loginAttempts;
  }

  @Override
  public AuditStore audit() {
    return audit;
  }

  @Override
  public IdempotencyKeys idempotencyKeys() {
    return idempotencyKeys;
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public BusinessCalendarStore businessCalendars() {
    return businessCalendars;
  }

  @Override
  public ExchangeRatesStore exchangeRates() {
    return exchangeRates;
  }

  @Override
  public ReportCurrencyStore reportCurrency() {
    return reportCurrency;
  }

  @Override
  public TaskStore tasks() {
    return tasks;
  }

  @Override
  public EscalationPolicyStore escalationPolicies() {
    return escalationPolicies;
  }

  @Override
  public EscalationStore escalations() {
    return escalations;
  }

  @Override
  public AssignmentPoolStore assignmentPools() {
    return assignmentPools;
  }

  @Override
  public AssignmentStore assignments() {
    return assignments;
  }

  @Override
  public ReminderStore reminders() {
    return reminders;
  }

  @Override
  public TaskReads taskReads() {
    return tasks;
  }

  @Override
  public JobStore jobs() {
    return jobs;
  }

  @Override
  public ScheduleStore schedules() {
    return schedules;
  }

  @Override
  public ImportStore imports() {
    return imports;
  }

  @Override
  public MappingPresetStore mappingPresets() {
    return mappingPresets;
  }

  @Override
  public RecordKeys recordKeys() {
    return new MemoryRecordKeys(accounts::all, contacts::all);
  }

  @Override
  public BlockingKeys blockingKeys() {
    return blockingKeys;
  }

  @Override
  public DistinctPairs distinctPairs() {
    return distinctPairs;
  }

  @Override
  public ConsentStore consents() {
    return consents;
  }

  @Override
  public SuppressionStore suppressions() {
    return suppressions;
  }

  @Override
  public DuplicateThresholdStore duplicateThresholds() {
    return duplicateThresholds;
  }

  @Override
  public QuietHoursStore quietHours() {
    return quietHours;
  }

  @Override
  public TouchStore touches() {
    return touches;
  }

  @Override
  public AttributionRuleStore attributionRules() {
    return attributionRules;
  }

  @Override
  public FoundValueStore foundValues() {
    return foundValues;
  }

  @Override
  public Dependents dependents() {
    return dependents;
  }

  @Override
  public LeadsToEnrich leadsToEnrich() {
    return leadsToEnrich;
  }

  @Override
  public EngagementStore engagements() {
    return engagements;
  }

  @Override
  public LedgerStore ledger() {
    return ledger;
  }

  @Override
  public IncrementRuleStore incrementRules() {
    return incrementRules;
  }

  @Override
  public TrackingStore tracking() {
    return tracking;
  }

  @Override
  public TrackingSettingsStore trackingSettings() {
    return trackingSettings;
  }

  @Override
  public ScoringSettingsStore scoringSettings() {
    return scoringSettings;
  }

  @Override
  public ScoringModelStore scoringModels() {
    return scoringModels;
  }

  @Override
  public PredictionStore predictions() {
    return predictions;
  }

  @Override
  public LeadScoreStore leadScores() {
    return leadScores;
  }

  @Override
  public ScoreOverrideStore scoreOverrides() {
    return scoreOverrides;
  }

  @Override
  public ScorecardStore scorecard() {
    return scorecard;
  }

  @Override
  public ClusterStore clusters() {
    return clusters;
  }

  @Override
  public MergeStore merges() {
    return merges;
  }

  @Override
  public byte[] signingKey() {
    return signingKey.clone();
  }

  @Override
  public void check() {
    if (closed) {
      throw new IllegalStateException("the storage is closed");
    }
  }

  @Override
  public void close() {
    closed = true;
  }
}
