package dev.kith.crm.domain.intake.duplicates;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Tells how much speaks for two records being the same: the sum of what each field says, in bits,
 * and of the odds that any two records are.
 *
 * <p>What is missing on one side says nothing. Fields that say the same thing twice are kept from
 * counting twice: place, phone, company and domain are shared by those who live or work together,
 * so that all of them together say no more of two persons than that they do.
 *
 * <p>Source: Fellegi and Sunter, A Theory for Record Linkage, JASA 64 (1969); weights by frequency:
 * Winkler, Frequency-Based Matching in Fellegi-Sunter Model of Record Linkage (1989).
 */
public final class DuplicateMatcher {

  private static final DuplicateMatcher STANDARD =
      new DuplicateMatcher(Evidence::bits, DuplicateThresholds.USUAL.settings());

  private final ToDoubleFunction<Evidence> bits;
  private final DuplicateThresholds.Settings thresholds;

  private DuplicateMatcher(
      ToDoubleFunction<Evidence> bits, DuplicateThresholds.Settings thresholds) {
    this.bits = bits;
    this.thresholds = thresholds;
  }

  /** With the weights that serve all kinds of records. */
  public static DuplicateMatcher standard() {
    return STANDARD;
  }

  /**
   * With other weights for some evidence, for instance such as were learned from records of one's
   * own.
   */
  public static DuplicateMatcher with(Map<Evidence, Double> weights) {
    Map<Evidence, Double> own = ImmutableMap.copyOf(weights);
    return new DuplicateMatcher(
        evidence -> own.getOrDefault(evidence, evidence.bits()),
        DuplicateThresholds.USUAL.settings());
  }

  /** The same weights, with other thresholds for what is decided by them. */
  public DuplicateMatcher deciding(DuplicateThresholds.Settings by) {
    return new DuplicateMatcher(bits, by);
  }

  /** The least weight that is not {@link MatchDecision#NONE}. */
  public int warnFrom() {
    return thresholds.warnFrom();
  }

  /** The log2 of the odds that any two records are the same, before their fields are looked at. */
  public double prior() {
    return bits.applyAsDouble(Evidence.PRIOR);
  }

  public MatchScore compare(Fingerprint a, Fingerprint b) {
    return new Comparison(a, b, bits).score(thresholds);
  }
}
