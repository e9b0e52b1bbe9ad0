package dev.kith.crm.domain.scoring.prediction.learning;

/** Rows parted at random, each part as rich in won ones as the others. */
public final class Folds {

  private final int parts;
  private final int[] part;

  private Folds(int parts, int[] part) {
    this.parts = parts;
    this.part = part;
  }

  public static Folds of(boolean[] won, int parts, Chance chance) {
    int[] order = new int[won.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    chance.shuffle(order);
    int[] part = new int[won.length];
    int nextWon = 0;
    int nextLost = 0;
    for (int row : order) {
      part[row] = won[row] ? nextWon++ % parts : parts - 1 - nextLost++ % parts;
    }
    return new Folds(parts, part);
  }

  public int parts() {
    return parts;
  }

  public int partOf(int row) {
    return part[row];
  }

  /** The rows that are not in the part. */
  public boolean[] outside(int without) {
    boolean[] outside = new boolean[part.length];
    for (int row = 0; row < part.length; row++) {
      outside[row] = part[row] != without;
    }
    return outside;
  }
}
