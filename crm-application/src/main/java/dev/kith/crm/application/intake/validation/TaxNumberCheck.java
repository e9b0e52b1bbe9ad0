package dev.kith.crm.application.intake.validation;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import dev.kith.crm.application.intake.validation.Validation.VatQuestion;
import dev.kith.crm.domain.intake.taxid.TaxNumber;
import dev.kith.crm.domain.intake.validation.Checked;
import dev.kith.crm.domain.intake.validation.Finding;
import dev.kith.crm.domain.intake.validation.Registration;
import dev.kith.crm.domain.intake.validation.VatFacts;
import dev.kith.crm.domain.intake.validation.Verdict;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Country;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Validates tax numbers by shape and check digits. Whether those that a register covers are
 * registered is asked for all at once.
 */
final class TaxNumberCheck implements ValidationService.Check<VatQuestion, VatFacts> {

  static final String FIELD = "vat";

  private final Predicate<TaxNumber> covered;
  private final RememberedAnswers<TaxNumber, Registration> register;

  TaxNumberCheck(
      Predicate<TaxNumber> covered, RememberedAnswers<TaxNumber, Registration> register) {
    this.covered = covered;
    this.register = register;
  }

  @Override
  public List<Checked<VatFacts>> check(List<VatQuestion> questions, Instant now) {
    List<Checked<TaxNumber>> byRules =
        questions.stream().map(question -> check(question, now)).toList();
    Map<TaxNumber, Registration> answers =
        register.lookUp(
            byRules.stream()
                .flatMap(c -> Optional.ofNullable(c.facts()).stream())
                .filter(covered)
                .collect(toImmutableSet()));
    return byRules.stream().map(c -> with(answers, c)).toList();
  }

  private static Checked<VatFacts> with(
      Map<TaxNumber, Registration> answers, Checked<TaxNumber> checked) {
    TaxNumber number = checked.facts();
    if (number == null) {
      return new Checked<>(checked.verdict(), null);
    }
    Registration registration = answers.get(number);
    List<Finding> findings = new ArrayList<>(checked.verdict().findings());
    about(registration).ifPresent(findings::add);
    return new Checked<>(
        new Verdict(findings, checked.verdict().checkedAt()), new VatFacts(number, registration));
  }

  private static Optional<Finding> about(@Nullable Registration registration) {
    return switch (registration) {
      case null -> Optional.empty();
      case Registration.Registered registered -> Optional.empty();
      case Registration.NotRegistered none ->
          Optional.of(Finding.error(FIELD, "vat-not-registered", "The number is not registered."));
      case Registration.Unanswered unanswered ->
          Optional.of(
              Finding.doubt(
                  FIELD, "vat-unanswered", "Nobody could say whether the number is registered."));
    };
  }

  private static Checked<TaxNumber> check(VatQuestion question, Instant now) {
    Checks checks = new Checks();
    Country country = checks.country("country", question.country());
    TaxNumber number =
        checks.passed() ? checks.take(FIELD, TaxNumber.read(question.number(), country)) : null;
    List<Finding> findings =
        new ArrayList<>(checks.violations().stream().map(Finding::of).toList());
    if (number != null && country != null && !number.country().equals(country)) {
      findings.add(
          Finding.warning(
              FIELD,
              "vat-country-differs",
              "The number was given by " + number.country().englishName() + "."));
    }
    return new Checked<>(new Verdict(findings, now), number);
  }
}
