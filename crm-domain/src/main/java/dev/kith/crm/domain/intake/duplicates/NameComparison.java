package dev.kith.crm.domain.intake.duplicates;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What two persons' names say, each taken for what it stands for, or the two for one another. */
final class NameComparison {

  private final ToDoubleFunction<Evidence> bits;
  private final List<MatchReason> reasons = new ArrayList<>(3);
  private final @Nullable Likeness givenNames;
  private final @Nullable Likeness familyNames;

  NameComparison(Fingerprint a, Fingerprint b, ToDoubleFunction<Evidence> bits) {
    this.bits = bits;
    Part given = part(a.givenName, b.givenName, true);
    Part family = part(a.familyName, b.familyName, false);
    Part givenCrossed = part(a.givenName, b.familyName, true);
    Part familyCrossed = part(a.familyName, b.givenName, false);
    double swapped = bits.applyAsDouble(Evidence.NAMES_SWAPPED);
    if (givenCrossed.weight + familyCrossed.weight + swapped > given.weight + family.weight) {
      take(givenCrossed);
      take(familyCrossed);
      reasons.add(
          new MatchReason(
              Evidence.NAMES_SWAPPED.field(), Evidence.NAMES_SWAPPED.code(), 1, swapped));
      givenNames = givenCrossed.likeness;
      familyNames = familyCrossed.likeness;
    } else {
      take(given);
      take(family);
      givenNames = given.likeness;
      familyNames = family.likeness;
    }
  }

  /** One name beside another; without a likeness if one of them is missing. */
  private record Part(
      @Nullable NameForm one,
      @Nullable NameForm other,
      @Nullable Likeness likeness,
      @Nullable Evidence evidence,
      double weight) {

    static final Part MISSING = new Part(null, null, null, null, 0);
  }

  List<MatchReason> reasons() {
    return reasons;
  }

  /** Whether both are known, and are other names. */
  boolean givenNamesDiffer() {
    return givenNames == Likeness.DIFFERENT;
  }

  /** Whether one of the two names is known of both, and is another name. */
  boolean differ() {
    return givenNamesDiffer() || familyNames == Likeness.DIFFERENT;
  }

  private Part part(@Nullable NameForm one, @Nullable NameForm other, boolean given) {
    if (one == null || other == null) {
      return Part.MISSING;
    }
    Likeness likeness = one.compare(other);
    Evidence evidence = given ? given(likeness) : family(likeness);
    double weight = bits.applyAsDouble(evidence);
    if (weight > 0) {
      int frequency = Math.max(one.frequency, other.frequency);
      weight = Math.max(0, weight + frequency * bits.applyAsDouble(Evidence.NAME_FREQUENT));
    }
    return new Part(one, other, likeness, evidence, weight);
  }

  private void take(Part part) {
    if (part.one != null && part.other != null && part.evidence != null) {
      reasons.add(
          new MatchReason(
              part.evidence.field(),
              part.evidence.code(),
              part.one.similarity(part.other),
              part.weight));
    }
  }

  private static Evidence given(Likeness likeness) {
    return switch (likeness) {
      case SAME -> Evidence.GIVEN_SAME;
      case VARIANT -> Evidence.GIVEN_VARIANT;
      case TYPO -> Evidence.GIVEN_TYPO;
      case SIMILAR -> Evidence.GIVEN_SIMILAR;
      case PART -> Evidence.GIVEN_PART;
      case INITIAL -> Evidence.GIVEN_INITIAL;
      case DIFFERENT -> Evidence.GIVEN_DIFFERENT;
    };
  }

  private static Evidence family(Likeness likeness) {
    return switch (likeness) {
      case SAME -> Evidence.FAMILY_SAME;
      case VARIANT -> Evidence.FAMILY_VARIANT;
      case TYPO -> Evidence.FAMILY_TYPO;
      case SIMILAR -> Evidence.FAMILY_SIMILAR;
      case PART -> Evidence.FAMILY_PART;
      case INITIAL -> Evidence.FAMILY_INITIAL;
      case DIFFERENT -> Evidence.FAMILY_DIFFERENT;
    };
  }
}
