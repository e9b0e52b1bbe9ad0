package dev.kith.crm.application.scoring.model;

import dev.kith.crm.application.kernel.Kernel;

/** Wires scoring models. */
public final class ModelFeature {

  private final Kernel kernel;

  public ModelFeature(Kernel kernel) {
    this.kernel = kernel;
  }

  /** What the active model predicts, for features that go on with it. */
  public Predictions predictions() {
    return kernel.storage().predictions()::probabilities;
  }
}
