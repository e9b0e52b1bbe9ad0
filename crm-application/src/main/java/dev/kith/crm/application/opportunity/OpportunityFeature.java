package dev.kith.crm.application.opportunity;

import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.assignment.AssignableRecords;
import dev.kith.crm.application.assignment.PoolAssigning;
import dev.kith.crm.application.audit.VersionedRecords;
import dev.kith.crm.application.competitor.CompetitorStore;
import dev.kith.crm.application.competitor.CompetitorUse;
import dev.kith.crm.application.currency.CurrencyFeature;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Followers;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.application.list.csv.ListExport;
import dev.kith.crm.application.pipeline.PipelineStore;
import dev.kith.crm.application.pipeline.StageUse;
import dev.kith.crm.application.product.ProductStore;
import dev.kith.crm.application.product.ProductUse;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.shared.Country;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Wires opportunities. */
public final class OpportunityFeature {

  private final Kernel kernel;
  private final Owners owners;
  private final RelatedRecords accounts;
  private final CurrencyFeature currencies;
  private final Supplier<PoolAssigning> pools;
  private final BoardWatches watches;

  /**
   * @param accounts with whom opportunities can be
   * @param pools from which opportunities are assigned
   */
  public OpportunityFeature(
      Kernel kernel,
      Owners owners,
      RelatedRecords accounts,
      CurrencyFeature currencies,
      Supplier<PoolAssigning> pools) {
    this.pools = pools;
    this.kernel = kernel;
    this.owners = owners;
    this.accounts = accounts;
    this.currencies = currencies;
    this.watches = new BoardWatches(kernel);
  }

  public Opportunities opportunities(Context context) {
    return new OpportunityService(
        kernel,
        context,
        owners,
        accounts,
        kernel.storage().opportunities(),
        kernel.storage().pipelines(),
        rivals(kernel.storage().competitors(), false),
        pools);
  }

  /** The same, where retired competitors can be newly named: for rows that tell what was. */
  public Opportunities ofRows(Context context) {
    return new OpportunityService(
        kernel,
        context,
        owners,
        accounts,
        kernel.storage().opportunities(),
        kernel.storage().pipelines(),
        rivals(kernel.storage().competitors(), true),
        pools);
  }

  private Rivals rivals(CompetitorStore competitors, boolean retiredToo) {
    return new Rivals(competitors, kernel.storage().opportunityCompetitors(), retiredToo);
  }

  /**
   * As {@link #ofRows}, for rows that are brought in together.
   *
   * @param theirs with which the rows of one transaction work
   * @param store from which they are written together
   * @param pipelines as they were looked up for them
   * @param known who can own, as it was looked up for them
   * @param customers with whom opportunities can be, as it was looked up for them
   * @param competitors as they were looked up for them
   */
  public Opportunities together(
      Kernel theirs,
      Context context,
      OpportunityStore store,
      PipelineStore pipelines,
      Owners known,
      RelatedRecords customers,
      CompetitorStore competitors) {
    return new OpportunityService(
        theirs, context, known, customers, store, pipelines, rivals(competitors, true), pools);
  }

  /**
   * @param ofCompany whose an account is: how many of its records each user has
   * @param country where an account is
   */
  public AssignableRecords assignable(
      Function<@Nullable AccountId, Map<UserId, Long>> ofCompany,
      Function<@Nullable AccountId, @Nullable Country> country) {
    return new OpportunitiesToAssign(kernel, this, ofCompany, country);
  }

  /** What opportunities are made up of. */
  public OpportunityLines lines(Context context) {
    return new LineService(
        kernel,
        context,
        currencies::reportCurrency,
        LineService.Stores.of(kernel.storage()),
        false);
  }

  /** The same, of products that are sold no more as well: for rows that tell what was. */
  public OpportunityLines linesOfRows(Context context) {
    return new LineService(
        kernel, context, currencies::reportCurrency, LineService.Stores.of(kernel.storage()), true);
  }

  /**
   * As {@link #linesOfRows}, for rows that are brought in together.
   *
   * @param theirs with which the rows of one transaction work
   * @param store from which the opportunities are written together
   * @param lines from which their lines are
   * @param products as they were looked up for them
   * @param pipelines as they were looked up for them
   * @param usual in which currency amounts are added up
   */
  public OpportunityLines linesTogether(
      Kernel theirs,
      Context context,
      OpportunityStore store,
      OpportunityLineStore lines,
      ProductStore products,
      PipelineStore pipelines,
      Supplier<Currency> usual) {
    return new LineService(
        theirs, context, usual, new LineService.Stores(store, lines, products, pipelines), true);
  }

  /** Who bids for the same opportunities. */
  public OpportunityCompetitors competitors(Context context) {
    return new CompetitorsOfOpportunities(kernel, context);
  }

  public OpportunityQueries queries(Context context) {
    return reading(context);
  }

  /** Opportunities as the actor may see them, by id; in any order. */
  public Function<Collection<OpportunityId>, List<OpportunityView>> views(Context context) {
    return ids -> reading(context).found(ids);
  }

  /** Takes lists out as files. */
  public ListExport export(Context context) {
    return reading(context).export();
  }

  private OpportunityQueryService reading(Context context) {
    return new OpportunityQueryService(kernel, context, accounts, currencies, watches);
  }

  /** Opportunities, as other records are about them. */
  public RelatedRecords related() {
    return new OpportunitiesAsRelated(this::reading);
  }

  /** What may be sold to accounts. */
  public Followers followers() {
    return new WithAccounts(kernel);
  }

  /** The versions of all opportunities, against which their audit trail is held. */
  public VersionedRecords versions() {
    return new VersionedOpportunities(kernel.storage().opportunities());
  }

  /** The products that opportunities are made up of. */
  public static Function<Context, ProductUse> ofProducts(Kernel kernel) {
    return context -> new ProductsInLines(kernel, context);
  }

  /** The competitors that opportunities meet. */
  public static Function<Context, CompetitorUse> ofCompetitors(Kernel kernel) {
    return context -> new MetCompetitors(kernel, context);
  }

  /** What is in the stages of pipelines. */
  public static Function<Context, StageUse> inStages(Kernel kernel) {
    return context -> new OpportunitiesInStages(kernel, context);
  }
}
