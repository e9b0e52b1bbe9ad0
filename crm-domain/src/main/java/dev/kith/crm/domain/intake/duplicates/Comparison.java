package dev.kith.crm.domain.intake.duplicates;

import dev.kith.crm.domain.intake.company.CompanyLikeness;
import dev.kith.crm.domain.intake.duplicates.spelling.Similarity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Collects what the fields of two records say. */
final class Comparison {

  private static final double LEAST_COMPANY_LIKENESS = 0.3;

  /** From there on two names are taken for those of one company. */
  private static final double ONE_COMPANY = 0.7;

  private final Fingerprint a;
  private final Fingerprint b;
  private final ToDoubleFunction<Evidence> bits;
  private final List<MatchReason> reasons = new ArrayList<>(10);

  Comparison(Fingerprint a, Fingerprint b, ToDoubleFunction<Evidence> bits) {
    this.a = a;
    this.b = b;
    this.bits = bits;
  }

  MatchScore score(DuplicateThresholds.Settings thresholds) {
    NameComparison names = new NameComparison(a, b, bits);
    reasons.addAll(names.reasons());
    ContactComparison contact = new ContactComparison(a, b, names.givenNamesDiffer());
    Evidence birthDates = birthDates(a.birthDate, b.birthDate);
    if (!contact.sharedMailbox) {
      add(contact.email);
    }
    add(birthDates);
    if (names.givenNamesDiffer() && birthDates != null) {
      limit(
          reasons.stream().filter(Comparison::isOfTwins).mapToDouble(MatchReason::weight).sum(),
          Evidence.OF_TWINS);
    }
    if (names.differ() && areOtherPersons(contact, birthDates)) {
      add(Evidence.OTHER_PERSON);
    }
    int personal = reasons.size();
    if (contact.sharedMailbox) {
      add(contact.email);
    }
    add(contact.phone);
    add(contact.domain);
    boolean colleagues = compareCompanies();
    int place = reasons.size();
    compareAddresses();
    if (!colleagues) {
      limit(place, Evidence.PLACES_OF_COMPANIES);
    }
    limitShared(personal);
    weighNamesAlone();
    double weight = weight();
    boolean doubtful =
        names.givenNamesDiffer() || (names.differ() && contact.email != Evidence.EMAIL_SAME);
    // Whoever lives or works with somebody shares most with them, so other names only warn.
    return new MatchScore(weight, percentOf(weight), thresholds.decide(weight, doubtful), reasons);
  }

  /**
   * Of those of whom enough is known to tell them apart, and nothing that is a person's own is the
   * same. Of others a name that differs is as likely a wrong one.
   */
  private boolean areOtherPersons(ContactComparison contact, @Nullable Evidence birthDates) {
    boolean atWork = a.company != null && b.company != null;
    boolean known = contact.areKnown() || atWork;
    boolean sameBirth = birthDates != null && birthDates != Evidence.BIRTH_DATE_DIFFERENT;
    return known && !sameBirth && !contact.areShared(atWork);
  }

  private void limitShared(int personal) {
    limit(
        personal,
        a.isWithoutPerson() && b.isWithoutPerson()
            ? Evidence.SHARED_BY_ORGANISATIONS
            : Evidence.SHARED_BY_PERSONS);
  }

  private double weight() {
    return bits.applyAsDouble(Evidence.PRIOR)
        + reasons.stream().mapToDouble(MatchReason::weight).sum();
  }

  /**
   * Lifts two organisations that are called alike to what their names say by themselves, where
   * nothing speaks against it: of many an account no more is known than its name.
   */
  private void weighNamesAlone() {
    if (a.isWithoutPerson()
        && b.isWithoutPerson()
        && reasons.stream().allMatch(reason -> reason.weight() >= 0)) {
      reasons.replaceAll(this::liftedIfNames);
    }
  }

  private MatchReason liftedIfNames(MatchReason reason) {
    double others = weight() - bits.applyAsDouble(Evidence.PRIOR) - reason.weight();
    double lacking = bits.applyAsDouble(Evidence.COMPANY_ALONE) - others;
    return reason.field().equals(Evidence.COMPANY_ALONE.field())
            && reason.similarity() >= CompanyLikeness.SAME
            && lacking > 0
        ? new MatchReason(
            reason.field(), reason.code(), reason.similarity(), reason.weight() + lacking)
        : reason;
  }

  /** What was found from there on says at most so much together. */
  private void limit(int from, Evidence most) {
    double together = 0;
    for (int i = from; i < reasons.size(); i++) {
      together += reasons.get(i).weight();
    }
    limit(together, most);
  }

  private void limit(double together, Evidence most) {
    double excess = together - bits.applyAsDouble(most);
    if (excess > 0) {
      reasons.add(new MatchReason(most.field(), most.code(), 1, -excess));
    }
  }

  private static @Nullable Evidence birthDates(@Nullable LocalDate one, @Nullable LocalDate other) {
    if (one == null || other == null) {
      return null;
    }
    if (one.equals(other)) {
      return Evidence.BIRTH_DATE_SAME;
    }
    if (isSlip(one, other)) {
      return Evidence.BIRTH_DATE_TYPO;
    }
    return equalParts(one, other) == 2 ? Evidence.BIRTH_DATE_NEAR : Evidence.BIRTH_DATE_DIFFERENT;
  }

  private static boolean isSlip(LocalDate one, LocalDate other) {
    boolean swapped =
        one.getYear() == other.getYear()
            && one.getMonthValue() == other.getDayOfMonth()
            && one.getDayOfMonth() == other.getMonthValue();
    return swapped || Similarity.edits(one.toString(), other.toString(), 1) == 1;
  }

  private static int equalParts(LocalDate one, LocalDate other) {
    return (one.getYear() == other.getYear() ? 1 : 0)
        + (one.getMonthValue() == other.getMonthValue() ? 1 : 0)
        + (one.getDayOfMonth() == other.getDayOfMonth() ? 1 : 0);
  }

  /** Whether they may be persons of one company, as far as is known. */
  private boolean compareCompanies() {
    if (a.company == null || b.company == null) {
      return true;
    }
    double similarity = a.company.similarity(b.company);
    double share =
        Math.max(0, (similarity - LEAST_COMPANY_LIKENESS) / (1 - LEAST_COMPANY_LIKENESS));
    double least = bits.applyAsDouble(Evidence.COMPANY_DIFFERENT);
    double most = bits.applyAsDouble(Evidence.COMPANY_SAME);
    reasons.add(
        new MatchReason(
            "company",
            share == 0 ? "different" : share == 1 ? "same" : "similar",
            similarity,
            least + share * (most - least)));
    return share >= ONE_COMPANY || a.isWithoutPerson() || b.isWithoutPerson();
  }

  private void compareAddresses() {
    AddressForm one = a.address;
    AddressForm other = b.address;
    List<Evidence> streets = new StreetComparison(one, other).evidence();
    streets.forEach(this::add);
    if (a.isWithoutPerson()
        && b.isWithoutPerson()
        && streets.contains(Evidence.NUMBER_DIFFERENT)
        && streets.contains(Evidence.STREET_DIFFERENT)) {
      add(Evidence.ELSEWHERE);
    }
    if (!one.postalCode.isEmpty() && !other.postalCode.isEmpty()) {
      add(postalCodes(one.postalCode, other.postalCode));
    }
    if (!one.city.isEmpty() && !other.city.isEmpty()) {
      add(cities(one, other));
    }
    if (!one.region.isEmpty() && !other.region.isEmpty()) {
      add(one.region.equals(other.region) ? Evidence.REGION_SAME : Evidence.REGION_DIFFERENT);
    }
    if (!one.country.isEmpty() && !other.country.isEmpty()) {
      add(one.country.equals(other.country) ? Evidence.COUNTRY_SAME : Evidence.COUNTRY_DIFFERENT);
    }
  }

  private static Evidence postalCodes(String one, String other) {
    if (one.equals(other)) {
      return Evidence.POSTAL_CODE_SAME;
    }
    return Similarity.edits(one, other, 1) <= 1
        ? Evidence.POSTAL_CODE_TYPO
        : Evidence.POSTAL_CODE_DIFFERENT;
  }

  private static Evidence cities(AddressForm one, AddressForm other) {
    if (one.city.equals(other.city) || one.citySkeleton.equals(other.citySkeleton)) {
      return Evidence.CITY_SAME;
    }
    int edits = Similarity.edits(one.city, other.city, 2);
    return edits <= (Math.min(one.city.length(), other.city.length()) >= 8 ? 2 : 1)
        ? Evidence.CITY_TYPO
        : Evidence.CITY_DIFFERENT;
  }

  private void add(@Nullable Evidence evidence) {
    if (evidence != null) {
      reasons.add(
          new MatchReason(
              evidence.field(),
              evidence.code(),
              evidence.similarity(),
              bits.applyAsDouble(evidence)));
    }
  }

  static int percentOf(double weight) {
    return (int) Math.round(100 * DuplicateThresholds.likelihood(weight));
  }

  /** What twins have in common. */
  private static boolean isOfTwins(MatchReason reason) {
    return reason.field().equals("familyName") || reason.field().equals("birthDate");
  }
}
