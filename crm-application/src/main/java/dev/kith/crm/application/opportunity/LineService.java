package dev.kith.crm.application.opportunity;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableMap.toImmutableMap;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.application.Storage;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.pipeline.PipelineStore;
import dev.kith.crm.application.product.ProductStore;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.opportunity.LineList;
import dev.kith.crm.domain.opportunity.LinesDraft;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.OpportunityLine;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.product.Product;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

final class LineService implements OpportunityLines {

  /** Where what it works on is kept. */
  record Stores(
      OpportunityStore opportunities,
      OpportunityLineStore lines,
      ProductStore products,
      PipelineStore pipelines) {
    static Stores of(Storage storage) {
      return new Stores(
          storage.opportunities(),
          storage.opportunityLines(),
          storage.products(),
          storage.pipelines());
    }
  }

  private final Kernel kernel;
  private final Supplier<Currency> usual;
  private final Stores stores;
  private final boolean retiredToo;
  private final OpportunityLineStore lines;
  private final SeenOpportunities seen;
  private final boolean hidden;
  private final Changes<OpportunityId, Opportunity> changes;

  /**
   * @param usual the currency where neither the opportunity nor its lines say one
   * @param retiredToo whether products that are sold no more can come into lines
   */
  LineService(
      Kernel kernel, Context context, Supplier<Currency> usual, Stores stores, boolean retiredToo) {
    this.kernel = kernel;
    this.usual = usual;
    this.stores = stores;
    this.retiredToo = retiredToo;
    this.lines = stores.lines();
    this.seen = new SeenOpportunities(stores.opportunities(), context.actor());
    this.hidden = context.actor().grants().maskedFieldsOf(Feature.OPPORTUNITY).contains("amount");
    this.changes = new Changes<>(OpportunityService.KIND, stores.opportunities(), kernel, context);
  }

  @Override
  public Outcome<LinesView> of(OpportunityId id) {
    return seen.get(id).map(this::view);
  }

  @Override
  public List<Violation> problemsOf(OpportunityId id, LinesDraft draft) {
    return seen.problemsOf(id, opportunity -> draft.read(known(opportunity, draft, lines.of(id))));
  }

  @Override
  public Outcome<LinesView> replace(OpportunityId id, LinesDraft draft) {
    return changes
        .change(
            id,
            Action.EDIT,
            "opportunity.lines",
            draft,
            opportunity ->
                hidden
                    ? Outcome.refused(
                        new Forbidden(
                            OpportunityService.EDIT.code(),
                            "Amounts of opportunities are hidden from you, so their lines cannot be"
                                + " replaced by you."))
                    : replaced(opportunity, draft))
        .map(this::view);
  }

  private Outcome<Change<Opportunity>> replaced(Opportunity opportunity, LinesDraft draft) {
    List<OpportunityLine> before = lines.of(opportunity.id());
    LinesDraft.Known known = known(opportunity, draft, before);
    Map<ProductId, Product> products = byId(known.products());
    return draft
        .read(known)
        .then(list ->
            list.replace(
                    opportunity,
                    before,
                    draft.settingAmount(),
                    id -> Objects.requireNonNull(products.get(id)).content().sku(),
                    stageOf(opportunity),
                    kernel.now())
                .map(change -> {
                  if (!list.lines().equals(before)) {
                    lines.replace(opportunity.id(), list.lines());
                  }
                  return change;
                }));
  }

  private LinesDraft.Known known(
      Opportunity opportunity, LinesDraft draft, List<OpportunityLine> before) {
    List<LinesDraft.Line> asked =
        draft.lines().stream().limit(LinesDraft.MOST_LINES).collect(toImmutableList());
    Set<ProductId> ids =
        asked.stream()
            .map(LinesDraft.Line::product)
            .filter(Objects::nonNull)
            .collect(toImmutableSet());
    Set<String> skus =
        asked.stream()
            .filter(line -> line.product() == null)
            .map(LinesDraft.Line::sku)
            .filter(Objects::nonNull)
            .map(String::strip)
            .collect(toImmutableSet());
    List<Product> named =
        Stream.concat(
                stores.products().findAll(ids).stream(), stores.products().bySkus(skus).stream())
            .distinct()
            .collect(toImmutableList());
    return new LinesDraft.Known(
        named,
        retiredToo
            ? named.stream().map(Product::id).collect(toImmutableSet())
            : before.stream().map(OpportunityLine::product).collect(toImmutableSet()),
        currency(opportunity, before),
        opportunity.content().amount() != null);
  }

  private Currency currency(Opportunity opportunity, List<OpportunityLine> before) {
    Money amount = opportunity.content().amount();
    if (amount != null) {
      return amount.currency();
    }
    return before.isEmpty() ? usual.get() : before.getFirst().unitPrice().currency();
  }

  private LinesView view(Opportunity opportunity) {
    List<OpportunityLine> all = lines.of(opportunity.id());
    Currency currency =
        all.isEmpty() ? currency(opportunity, all) : all.getFirst().unitPrice().currency();
    Map<ProductId, Product> products =
        byId(
            stores
                .products()
                .findAll(all.stream().map(OpportunityLine::product).collect(toImmutableSet())));
    return new LinesView(
        opportunity.id(),
        opportunity.revision().version(),
        hidden ? null : currency,
        all.stream()
            .map(line ->
                LinesView.Line.of(
                    line, Objects.requireNonNull(products.get(line.product())), hidden))
            .toList(),
        hidden ? null : new LineList(currency, all).sum(),
        hidden ? null : opportunity.content().amount());
  }

  private static Map<ProductId, Product> byId(List<Product> products) {
    return products.stream().collect(toImmutableMap(Product::id, product -> product));
  }

  private Stage stageOf(Opportunity opportunity) {
    return stores
        .pipelines()
        .find(opportunity.pipeline())
        .flatMap(pipeline -> pipeline.stage(opportunity.stage()))
        .orElseThrow();
  }
}
