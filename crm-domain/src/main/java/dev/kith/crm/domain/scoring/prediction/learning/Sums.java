package dev.kith.crm.domain.scoring.prediction.learning;

/** What the rows of each bin still lack, and how much they know about it. */
final class Sums {

  final double[] gradient;
  final double[] information;

  Sums(int bins) {
    this.gradient = new double[bins];
    this.information = new double[bins];
  }

  /** How far each bin of the shape is to move. */
  double[] steps(Feature feature, double[] shape, double rate) {
    double[] steps = new double[gradient.length];
    int levels = feature.ordered ? Math.min(2, steps.length) : steps.length;
    for (int bin = 0; bin < levels; bin++) {
      double pull = gradient[bin] - feature.ridge * shape[bin];
      steps[bin] = rate * pull / (information[bin] + feature.ridge);
    }
    if (feature.ordered) {
      stepsInOrder(steps, rate);
    }
    return steps;
  }

  /**
   * The bins in order are parted where this gains most, and one of the parts once more: a step of
   * one or two edges. What gains too little is not parted, so that a feature without a say is left
   * flat.
   */
  private void stepsInOrder(double[] steps, double rate) {
    int end = steps.length;
    Split first = Split.best(this, 2, end);
    if (first == null) {
      return;
    }
    Split below = Split.best(this, 2, first.at());
    Split above = Split.best(this, first.at(), end);
    if (below != null && (above == null || below.gain() >= above.gain())) {
      fill(steps, 2, below.at(), rate);
      fill(steps, below.at(), first.at(), rate);
      fill(steps, first.at(), end, rate);
    } else if (above != null) {
      fill(steps, 2, first.at(), rate);
      fill(steps, first.at(), above.at(), rate);
      fill(steps, above.at(), end, rate);
    } else {
      fill(steps, 2, first.at(), rate);
      fill(steps, first.at(), end, rate);
    }
  }

  private void fill(double[] steps, int from, int to, double rate) {
    double pull = 0;
    double weight = Shrinkage.OF_LEAVES;
    for (int bin = from; bin < to; bin++) {
      pull += gradient[bin];
      weight += information[bin];
    }
    for (int bin = from; bin < to; bin++) {
      steps[bin] = rate * pull / weight;
    }
  }
}
