package dev.kith.crm.application.intake.validation;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.application.intake.validation.Validation.AddressQuestion;
import dev.kith.crm.domain.intake.postal.PostalRules;
import dev.kith.crm.domain.intake.validation.AddressFacts;
import dev.kith.crm.domain.intake.validation.Checked;
import dev.kith.crm.domain.intake.validation.Finding;
import dev.kith.crm.domain.intake.validation.Location;
import dev.kith.crm.domain.intake.validation.Validity;
import dev.kith.crm.domain.intake.validation.Verdict;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.PostalAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Validates postal addresses by the rules of their countries. Those that are in order are looked
 * for on the map, all at once, if there is a geocoder.
 */
final class AddressCheck implements ValidationService.Check<AddressQuestion, AddressFacts> {

  static final String COUNTRY = "country";
  static final String STREET = "street";

  private final @Nullable RememberedAnswers<PostalAddress, Location> map;

  /**
   * @param map null: nobody is asked
   */
  AddressCheck(@Nullable RememberedAnswers<PostalAddress, Location> map) {
    this.map = map;
  }

  @Override
  public List<Checked<AddressFacts>> check(List<AddressQuestion> questions, Instant now) {
    List<Checked<AddressFacts>> byRules =
        questions.stream().map(question -> check(question, now)).toList();
    if (map == null) {
      return byRules;
    }
    Map<PostalAddress, Location> found =
        map.lookUp(byRules.stream().flatMap(c -> toBeFound(c).stream()).collect(toImmutableSet()));
    return byRules.stream()
        .map(c -> toBeFound(c).map(found::get).map(location -> with(location, c)).orElse(c))
        .toList();
  }

  /** What is wrong by its country's rules would only be looked for in vain. */
  private static Optional<PostalAddress> toBeFound(Checked<AddressFacts> checked) {
    return Optional.ofNullable(checked.facts())
        .map(AddressFacts::address)
        .filter(address ->
            address.country() != null && checked.verdict().validity() != Validity.INVALID);
  }

  private static Checked<AddressFacts> with(Location location, Checked<AddressFacts> checked) {
    List<Finding> findings = new ArrayList<>(checked.verdict().findings());
    about(location).ifPresent(findings::add);
    return new Checked<>(
        new Verdict(findings, checked.verdict().checkedAt()),
        Objects.requireNonNull(checked.facts()).at(location));
  }

  private static Optional<Finding> about(Location location) {
    return switch (location) {
      case Location.Found found when found.confidence() >= Location.Found.PRECISE ->
          Optional.empty();
      case Location.Found found ->
          Optional.of(
              Finding.warning(
                  STREET,
                  "address-vague",
                  "The map knows only what is near: " + found.name() + "."));
      case Location.NotFound none ->
          Optional.of(
              Finding.warning(
                  STREET, "address-not-found", "The map knows no such address; it may have gaps."));
      case Location.Unanswered unanswered ->
          Optional.of(
              Finding.doubt(
                  STREET, "address-unanswered", "Nobody could say whether the map knows it."));
    };
  }

  private static Checked<AddressFacts> check(AddressQuestion question, Instant now) {
    Checks checks = new Checks();
    PostalAddress address =
        PostalAddress.read(
            checks,
            question.street(),
            question.postalCode(),
            question.city(),
            question.region(),
            question.country());
    List<Finding> findings =
        new ArrayList<>(checks.violations().stream().map(Finding::of).toList());
    Country country = address.country();
    Optional<PostalRules> rules = Optional.ofNullable(country).flatMap(PostalRules::of);
    if (rules.isPresent()) {
      findings.addAll(rules.get().findings(address));
    } else if (findings.isEmpty()) {
      findings.add(doubt(country == null));
    }
    return new Checked<>(
        new Verdict(findings, now),
        rules
            .map(r -> new AddressFacts(r.normalised(address), r.lines(address)))
            .orElseGet(() -> new AddressFacts(address, List.of())));
  }

  private static Finding doubt(boolean countryMissing) {
    return countryMissing
        ? Finding.doubt(
            COUNTRY,
            "address-country-missing",
            "Without a country, nothing can be said of the other parts.")
        : Finding.doubt(
            COUNTRY, "address-country-unruled", "The rules of this country are not known.");
  }
}
