package dev.kith.crm.persistence;

import dev.kith.crm.application.account.AccountReads;
import dev.kith.crm.application.account.AccountStore;
import dev.kith.crm.application.account.stagetime.StageTimeStore;
import dev.kith.crm.application.competitor.CompetitorStore;
import dev.kith.crm.application.contact.ContactReads;
import dev.kith.crm.application.contact.ContactStore;
import dev.kith.crm.application.conversion.ConversionMappingStore;
import dev.kith.crm.application.conversion.ConversionStore;
import dev.kith.crm.application.conversion.analytics.ConversionFigures;
import dev.kith.crm.application.conversion.batch.ConversionBatchStore;
import dev.kith.crm.application.currency.ExchangeRatesStore;
import dev.kith.crm.application.currency.ReportCurrencyStore;
import dev.kith.crm.application.funnel.FunnelReads;
import dev.kith.crm.application.intake.duplicates.RecordKeys;
import dev.kith.crm.application.lifecycle.LifecycleReads;
import dev.kith.crm.application.lifecycle.LifecycleStore;
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
import dev.kith.crm.persistence.conversion.JooqConversionMappingStore;
import dev.kith.crm.persistence.conversion.JooqConversionStore;
import dev.kith.crm.persistence.conversion.analytics.JooqConversionFigures;
import dev.kith.crm.persistence.conversion.batch.JooqConversionBatchStore;
import dev.kith.crm.persistence.kernel.Database;

/** The part of a storage that is about companies, and what is done with them. */
abstract class CustomerStorage extends ScoringStorage {

  private final AccountStores accounts;
  private final OpportunityStores opportunities;
  private final CurrencyStores currencies;
  private final ConversionStore conversions;
  private final ConversionMappingStore conversionMapping;
  private final ConversionBatchStore conversionBatches;
  private final ConversionFigures conversionFigures;
  private final RelationshipStores relationships;

  CustomerStorage(Database database) {
    super(ScoringStores.of(database));
    this.accounts = AccountStores.of(database);
    this.opportunities = OpportunityStores.of(database);
    this.currencies = CurrencyStores.of(database);
    this.conversions = new JooqConversionStore(database);
    this.conversionMapping = new JooqConversionMappingStore(database);
    this.conversionBatches = new JooqConversionBatchStore(database);
    this.conversionFigures = new JooqConversionFigures(database);
    this.relationships = RelationshipStores.of(database);
  }

  @Override
  public RecordKeys recordKeys() {
    return accounts.recordKeys();
  }

  @Override
  public AccountStore accounts() {
    return accounts.accounts();
  }

  @Override
  public AccountReads accountReads() {
    return accounts.accountReads();
  }

  @Override
  public ContactStore people() {
    return accounts.people();
  }

  @Override
  public ContactReads contactReads() {
    return accounts.contactReads();
  }

  @Override
  public PipelineStore pipelines() {
    return opportunities.pipelines();
  }

  @Override
  public ProductStore products() {
    return opportunities.products();
  }

  @Override
  public CompetitorStore competitors() {
    return opportunities.competitors();
  }

  @Override
  public OpportunityStore opportunities() {
    return opportunities.opportunities();
  }

  @Override
  public OpportunityCompetitorStore opportunityCompetitors() {
    return opportunities.opportunityCompetitors();
  }

  @Override
  public OpportunityLineStore opportunityLines() {
    return opportunities.opportunityLines();
  }

  @Override
  public OpportunityReads opportunityReads() {
    return opportunities.opportunityReads();
  }

  @Override
  public RoleCatalogueStore contactRoles() {
    return relationships.contactRoles();
  }

  @Override
  public RelationshipStore relationships() {
    return relationships.relationships();
  }

  @Override
  public BoardNews boardNews() {
    return opportunities.boardNews();
  }

  @Override
  public ConversionStore conversions() {
    return conversions;
  }

  @Override
  public ConversionFigures conversionFigures() {
    return conversionFigures;
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
  public PipelinePastReads pipelinePastReads() {
    return opportunities.pipelinePastReads();
  }

  @Override
  public FunnelReads funnelReads() {
    return opportunities.funnelReads();
  }

  @Override
  public LifecycleStore lifecycle() {
    return accounts.lifecycle();
  }

  @Override
  public StageTimeStore stageTimes() {
    return accounts.stageTimes();
  }

  @Override
  public LifecycleReads lifecycleReads() {
    return accounts.lifecycleReads();
  }

  @Override
  public CommitteeTemplateStore committeeTemplate() {
    return relationships.committeeTemplate();
  }

  @Override
  public RoleReads roleReads() {
    return relationships.roleReads();
  }

  @Override
  public DeclinedRoles declinedRoles() {
    return relationships.declinedRoles();
  }

  @Override
  public ExchangeRatesStore exchangeRates() {
    return currencies.exchangeRates();
  }

  @Override
  public ReportCurrencyStore reportCurrency() {
    return currencies.reportCurrency();
  }
}
