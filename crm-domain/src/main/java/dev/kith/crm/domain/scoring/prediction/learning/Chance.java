package dev.kith.crm.domain.scoring.prediction.learning;

/**
 * Random numbers that are the same for the same seed on every Java, which the generators of the
 * platform do not promise.
 *
 * <p>Source: SplitMix64, in Steele, Lea and Flood, Fast Splittable Pseudorandom Number Generators,
 * OOPSLA 2014.
 */
public final class Chance {

  private long state;

  public Chance(long seed) {
    this.state = seed;
  }

  long next() {
    state += 0x9E3779B97F4A7C15L;
    long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  int below(int bound) {
    return (int) Math.floorMod(next() >>> 1, (long) bound);
  }

  /** Puts them into random order (Fisher and Yates, in the form of Durstenfeld 1964). */
  public void shuffle(int[] numbers) {
    for (int i = numbers.length - 1; i > 0; i--) {
      int other = below(i + 1);
      int kept = numbers[i];
      numbers[i] = numbers[other];
      numbers[other] = kept;
    }
  }
}
