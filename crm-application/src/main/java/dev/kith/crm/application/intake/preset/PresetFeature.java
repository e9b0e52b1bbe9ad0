package dev.kith.crm.application.intake.preset;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;

/** Wires mapping presets. */
public final class PresetFeature {

  private final Kernel kernel;

  public PresetFeature(Kernel kernel) {
    this.kernel = kernel;
  }

  public MappingPresets presets(Context context) {
    return new MappingPresetService(kernel, context);
  }
}
