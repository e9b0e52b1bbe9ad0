package dev.kith.crm.application.competitor;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import java.util.function.Function;

/**
 * Wires the catalogue of competitors.
 *
 * @param use what opportunities have to do with them, for whoever asks
 */
public record CompetitorFeature(Kernel kernel, Function<Context, CompetitorUse> use) {

  public Competitors competitors(Context context) {
    return new CompetitorService(kernel, context, use.apply(context));
  }
}
