package dev.kith.crm.testkit;

import dev.kith.crm.application.Storage;
import org.junit.jupiter.api.Nested;

/**
 * The storage in memory keeps the contracts, so that what is tested on it holds for databases too.
 */
class MemoryStorageTest {

  abstract static class InMemory implements StorageContract {

    private final Storage storage = new MemoryStorage();

    @Override
    public Storage storage() {
      return storage;
    }
  }

  @Nested
  class TransactionsInMemory extends InMemory implements TransactionsContract {}

  @Nested
  class LeadStoreInMemory extends InMemory implements LeadStoreContract {}

  @Nested
  class ConversionFiguresInMemory extends InMemory implements ConversionFiguresContract {}

  @Nested
  class ConversionBatchStoreInMemory extends InMemory implements ConversionBatchStoreContract {}

  @Nested
  class ConversionStoreInMemory extends InMemory implements ConversionStoreContract {}

  @Nested
  class ConversionRacesInMemory extends InMemory implements ConversionRacesContract {}

  @Nested
  class LeadReadsInMemory extends InMemory implements LeadReadsContract {}

  @Nested
  class AuditStoreInMemory extends InMemory implements AuditStoreContract {}

  @Nested
  class IdempotencyKeysInMemory extends InMemory implements IdempotencyKeysContract {}

  @Nested
  class AccessStoresInMemory extends InMemory implements AccessStoreContract {}

  @Nested
  class AccessReadsInMemory extends InMemory implements AccessReadsContract {}

  @Nested
  class LoginStoreInMemory extends InMemory implements LoginStoreContract {}

  @Nested
  class LoginAttemptsInMemory extends InMemory implements LoginAttemptsContract {}

  @Nested
  class AccessRacesInMemory extends InMemory implements AccessRacesContract {}

  @Nested
  class ChangeRacesInMemory extends InMemory implements ChangeRacesContract {}

  @Nested
  class OutboxInMemory extends InMemory implements OutboxContract {}

  @Nested
  class BlockingKeysInMemory extends InMemory implements BlockingKeysContract {}

  @Nested
  class DistinctPairsInMemory extends InMemory implements DistinctPairsContract {}

  @Nested
  class ClusterStoreInMemory extends InMemory implements ClusterStoreContract {}

  @Nested
  class MergeStoreInMemory extends InMemory implements MergeStoreContract {}

  @Nested
  class EngagementStoreInMemory extends InMemory implements EngagementStoreContract {}

  @Nested
  class LeadScoreStoreInMemory extends InMemory implements LeadScoreStoreContract {}

  @Nested
  class AwardStoreInMemory extends InMemory implements AwardStoreContract {}

  @Nested
  class LedgerStoreInMemory extends InMemory implements LedgerStoreContract {}

  @Nested
  class ScoringModelStoreInMemory extends InMemory implements ScoringModelStoreContract {}

  @Nested
  class PredictionStoreInMemory extends InMemory implements PredictionStoreContract {}

  @Nested
  class TrackingStoreInMemory extends InMemory implements TrackingStoreContract {}

  @Nested
  class ScoringRulesInMemory extends InMemory implements ScoringRulesContract {}

  @Nested
  class TouchStoreInMemory extends InMemory implements TouchStoreContract {}

  @Nested
  class ConsentStoreInMemory extends InMemory implements ConsentStoreContract {}

  @Nested
  class SuppressionStoreInMemory extends InMemory implements SuppressionStoreContract {}

  @Nested
  class DuplicateThresholdStoreInMemory extends InMemory
      implements DuplicateThresholdStoreContract {}

  @Nested
  class QuietHoursStoreInMemory extends InMemory implements QuietHoursStoreContract {}

  @Nested
  class AttributionRuleStoreInMemory extends InMemory implements AttributionRuleStoreContract {}

  @Nested
  class FoundValueStoreInMemory extends InMemory implements FoundValueStoreContract {}

  @Nested
  class DependentsInMemory extends InMemory implements DependentsContract {}

  @Nested
  class LeadsToEnrichInMemory extends InMemory implements LeadsToEnrichContract {}

  @Nested
  class ImportStoreInMemory extends InMemory implements ImportStoreContract {}

  @Nested
  class ProductsInMemory extends InMemory implements ProductStoreContract {}

  @Nested
  class CompetitorsInMemory extends InMemory implements CompetitorStoreContract {}

  @Nested
  class OpportunityCompetitorsInMemory extends InMemory
      implements OpportunityCompetitorStoreContract {}

  @Nested
  class BusinessCalendarsInMemory extends InMemory implements BusinessCalendarStoreContract {}

  @Nested
  class ExchangeRatesInMemory extends InMemory implements ExchangeRatesStoreContract {}

  @Nested
  class ReportCurrencyInMemory extends InMemory implements ReportCurrencyStoreContract {}

  @Nested
  class PipelineStoreInMemory extends InMemory implements PipelineStoreContract {}

  @Nested
  class OpportunityStoreInMemory extends InMemory implements OpportunityStoreContract {}

  @Nested
  class OpportunityLinesInMemory extends InMemory implements OpportunityLineStoreContract {}

  @Nested
  class SavingOpportunitiesInMemory extends InMemory implements SavingOpportunitiesContract {}

  @Nested
  class BoardSumsInMemory extends InMemory implements BoardSumsContract {}

  @Nested
  class RecordKeysInMemory extends InMemory implements RecordKeysContract {}

  @Nested
  class OpportunityReadsInMemory extends InMemory implements OpportunityReadsContract {}

  @Nested
  class BoardNewsInMemory extends InMemory implements BoardNewsContract {}

  @Nested
  class PipelinePastReadsInMemory extends InMemory implements PipelinePastReadsContract {}

  @Nested
  class FunnelReadsInMemory extends InMemory implements FunnelReadsContract {}

  @Nested
  class AccountStoreInMemory extends InMemory implements AccountStoreContract {}

  @Nested
  class AccountReadsInMemory extends InMemory implements AccountReadsContract {}

  @Nested
  class AccountHierarchyInMemory extends InMemory implements AccountHierarchyContract {}

  @Nested
  class ContactStoreInMemory extends InMemory implements ContactStoreContract {}

  @Nested
  class ContactReadsInMemory extends InMemory implements ContactReadsContract {}

  @Nested
  class LifecycleInMemory extends InMemory implements LifecycleContract {}

  @Nested
  class RelationshipsInMemory extends InMemory implements RelationshipStoreContract {}

  @Nested
  class RoleAnalyticsInMemory extends InMemory implements RoleAnalyticsContract {}

  @Nested
  class DeclinedRolesInMemory extends InMemory implements DeclinedRolesContract {}

  @Nested
  class CommitteeTemplateInMemory extends InMemory implements CommitteeTemplateStoreContract {}

  @Nested
  class TaskStoreInMemory extends InMemory implements TaskStoreContract {}

  @Nested
  class TaskReadsInMemory extends InMemory implements TaskReadsContract {}

  @Nested
  class RemindersInMemory extends InMemory implements ReminderStoreContract {}

  @Nested
  class EscalationInMemory extends InMemory implements EscalationStoresContract {}

  @Nested
  class StageTimesInMemory extends InMemory implements StageTimeStoreContract {}

  @Nested
  class AssignmentInMemory extends InMemory implements AssignmentStoresContract {}

  @Nested
  class AutomationStoresInMemory extends InMemory implements AutomationStoresContract {}

  @Nested
  class NotificationStoreInMemory extends InMemory implements NotificationStoreContract {}

  @Nested
  class MappingPresetsInMemory extends InMemory implements MappingPresetStoreContract {}

  @Nested
  class JobStoreInMemory extends InMemory implements JobStoreContract {}

  @Nested
  class PlannedWorkInMemory extends InMemory implements PlannedWorkContract {}

  @Nested
  class ScheduleStoreInMemory extends InMemory implements ScheduleStoreContract {}
}
