package dev.kith.crm.application.competitor;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;

/** Wires the catalogue of competitors. */
public record CompetitorFeature(Kernel kernel) {

  public Competitors competitors(Context context) {
    return new CompetitorService(kernel, context);
  }
}
