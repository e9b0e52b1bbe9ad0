package dev.kith.crm.application;

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

/**
 * Where a CRM keeps everything: one per organisation. All stores take part in the transactions of
 * the same storage.
 */
public interface Storage extends AutoCloseable {

  Transactions transactions();

  LeadStore leads();

  LeadReads leadReads();

  AccountStore accounts();

  AccountReads accountReads();

  ContactStore people();

  ContactReads contactReads();

  PipelineStore pipelines();

  ProductStore products();

  CompetitorStore competitors();

  OpportunityStore opportunities();

  OpportunityReads opportunityReads();

  OpportunityLineStore opportunityLines();

  OpportunityCompetitorStore opportunityCompetitors();

  BoardNews boardNews();

  PipelinePastReads pipelinePastReads();

  FunnelReads funnelReads();

  LifecycleStore lifecycle();

  LifecycleReads lifecycleReads();

  StageTimeStore stageTimes();

  ConversionStore conversions();

  ConversionMappingStore conversionMapping();

  ConversionBatchStore conversionBatches();

  ConversionFigures conversionFigures();

  RoleCatalogueStore contactRoles();

  RelationshipStore relationships();

  CommitteeTemplateStore committeeTemplate();

  RoleReads roleReads();

  DeclinedRoles declinedRoles();

  UserStore users();

  TeamStore teams();

  RoleStore roles();

  ApiTokenStore apiTokens();

  AccessReads accessReads();

  LoginStore logins();

  LoginAttempts loginAttempts();

  AuditStore audit();

  IdempotencyKeys idempotencyKeys();

  Outbox outbox();

  ImportStore imports();

  Dependents dependents();

  MappingPresetStore mappingPresets();

  BlockingKeys blockingKeys();

  RecordKeys recordKeys();

  DistinctPairs distinctPairs();

  DuplicateThresholdStore duplicateThresholds();

  MergeStore merges();

  TouchStore touches();

  AttributionRuleStore attributionRules();

  ConsentStore consents();

  SuppressionStore suppressions();

  QuietHoursStore quietHours();

  FoundValueStore foundValues();

  LeadsToEnrich leadsToEnrich();

  NotificationStore notifications();

  BusinessCalendarStore businessCalendars();

  ExchangeRatesStore exchangeRates();

  ReportCurrencyStore reportCurrency();

  TaskStore tasks();

  TaskReads taskReads();

  ReminderStore reminders();

  EscalationPolicyStore escalationPolicies();

  EscalationStore escalations();

  AssignmentPoolStore assignmentPools();

  AssignmentStore assignments();

  RuleStore rules();

  FiringStore firings();

  AbsencePlans absencePlans();

  SchedulePlans schedulePlans();

  EngagementStore engagements();

  LedgerStore ledger();

  IncrementRuleStore incrementRules();

  ScoringSettingsStore scoringSettings();

  ScoringModelStore scoringModels();

  PredictionStore predictions();

  LeadScoreStore leadScores();

  ScoreOverrideStore scoreOverrides();

  ScorecardStore scorecard();

  TrackingStore tracking();

  TrackingSettingsStore trackingSettings();

  ClusterStore clusters();

  JobStore jobs();

  ScheduleStore schedules();

  /**
   * 32 random bytes that belong to this storage: made at its first use, the same ever after and for
   * every process on it. It signs what is handed out to be brought back, such as list cursors.
   */
  byte[] signingKey();

  /**
   * Answers if the storage can be read and written at this moment.
   *
   * @throws RuntimeException that says why not
   */
  void check();

  @Override
  void close();
}
