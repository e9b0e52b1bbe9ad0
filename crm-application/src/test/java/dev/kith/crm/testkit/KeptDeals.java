package dev.kith.crm.testkit;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.opportunity.Opportunity;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityLine;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.product.Product;
import dev.kith.crm.domain.product.ProductDraft;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Opportunities;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Opportunities that a storage keeps, and what happens to them at given moments. */
public interface KeptDeals extends StorageContract {

  default Opportunity edited(
      Pipeline pipeline, Opportunity before, OpportunityDraft draft, Instant now) {
    return saved(
        before.edit(draft.read().orElseThrow(), pipeline.stage(before.stage()).orElseThrow(), now));
  }

  default Opportunity moved(Pipeline pipeline, Opportunity before, String to, Instant now) {
    return saved(
        before.move(pipeline, pipeline, pipeline.stage(to).orElseThrow(), null, null, now));
  }

  default Opportunity saved(Outcome<Change<Opportunity>> change) {
    return kept(() -> storage().opportunities().update(change.orElseThrow().next()));
  }

  default Opportunity added(Pipeline pipeline, OpportunityDraft draft, @Nullable UserId owner) {
    return kept(() -> storage().opportunities().add(Opportunities.in(pipeline, draft, owner)));
  }

  default Pipeline aPipeline() {
    Pipeline pipeline = Opportunities.aPipeline();
    return kept(() -> storage().pipelines().add(pipeline));
  }

  default ProductId aProduct() {
    Product product =
        Product.list(
                new ProductId(Leads.anId().value()),
                ProductDraft.of("line-" + Leads.anId(), "Turbine"),
                Opportunities.CREATED)
            .orElseThrow()
            .next();
    return kept(() -> storage().products().add(product)).id();
  }

  /** Writes down one of each of these products. */
  default void made(Opportunity deal, ProductId... products) {
    List<OpportunityLine> lines =
        Stream.of(products)
            .map(product ->
                new OpportunityLine(
                    product, BigDecimal.ONE, Money.of("550", "EUR"), BigDecimal.ZERO))
            .toList();
    kept(() -> {
      storage().opportunityLines().replace(deal.id(), lines);
      return Outcome.done(deal);
    });
  }

  static UserId anOwner() {
    return new UserId(Leads.anId().value());
  }
}
