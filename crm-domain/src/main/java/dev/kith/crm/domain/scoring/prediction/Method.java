package dev.kith.crm.domain.scoring.prediction;

/** How a model is learned, the plainest first. */
public enum Method {
  /** The same for every record. */
  BASE_RATE,
  /** Regularised logistic regression. */
  LOGISTIC,
  /** A shape for each column and for the few pairs that earn it. */
  ADDITIVE,
  /** The sum of the last two, each with the weight that it earns. */
  BLEND
}
