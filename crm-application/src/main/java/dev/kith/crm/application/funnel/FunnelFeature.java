package dev.kith.crm.application.funnel;

import dev.kith.crm.application.currency.CurrencyFeature;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.opportunity.OpportunityFeature;

/** Wires the analytics of pipelines. */
public final class FunnelFeature {

  private final Kernel kernel;
  private final CurrencyFeature currencies;
  private final OpportunityFeature opportunities;

  public FunnelFeature(
      Kernel kernel, CurrencyFeature currencies, OpportunityFeature opportunities) {
    this.kernel = kernel;
    this.currencies = currencies;
    this.opportunities = opportunities;
  }

  public PipelineAnalytics analytics(Context context) {
    return new PipelineAnalyticsService(
        new Asking(kernel, context, currencies), kernel, opportunities.views(context));
  }
}
