package dev.kith.crm.domain.scoring.card;

/** How much each part of a score counts against the others; only their ratios matter. */
public record Weights(int fit, int engagement, int prediction) {

  public static final int LARGEST = 100;

  public int of(Part part) {
    return switch (part) {
      case FIT -> fit;
      case ENGAGEMENT -> engagement;
      case PREDICTION -> prediction;
    };
  }
}
