package dev.kith.crm.application.conversion.analytics;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;

/** Wires the figures of conversions. */
public final class AnalyticsFeature {

  private final Kernel kernel;

  public AnalyticsFeature(Kernel kernel) {
    this.kernel = kernel;
  }

  public ConversionAnalytics analytics(Context context) {
    return new ConversionAnalyticsService(kernel, context);
  }
}
