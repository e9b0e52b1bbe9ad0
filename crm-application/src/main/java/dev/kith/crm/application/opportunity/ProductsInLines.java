package dev.kith.crm.application.opportunity;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.product.ProductUse;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.product.ProductId;
import dev.kith.crm.domain.shared.Outcome;

/** The products that opportunities are made up of. */
record ProductsInLines(Kernel kernel, Context context) implements ProductUse {

  @Override
  public Outcome<Long> openOpportunities(ProductId product) {
    return Permits.require(
        context.actor(),
        OpportunityQueryService.VIEW,
        () ->
            Outcome.done(
                kernel
                    .storage()
                    .opportunityLines()
                    .countOpen(
                        product, Visibility.of(context.actor(), OpportunityQueryService.VIEW))));
  }
}
