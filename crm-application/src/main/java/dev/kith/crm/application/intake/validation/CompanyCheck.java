package dev.kith.crm.application.intake.validation;

import dev.kith.crm.application.intake.validation.Validation.CompanyQuestion;
import dev.kith.crm.domain.intake.company.CompanyName;
import dev.kith.crm.domain.intake.validation.Checked;
import dev.kith.crm.domain.intake.validation.Finding;
import dev.kith.crm.domain.intake.validation.Verdict;
import dev.kith.crm.domain.lead.LeadProfile;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Country;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Validates names of companies: a name needs a letter or a digit, and can be spelt better. */
final class CompanyCheck implements ValidationService.Check<CompanyQuestion, CompanyName> {

  static final String FIELD = "company";

  @Override
  public List<Checked<CompanyName>> check(List<CompanyQuestion> questions, Instant now) {
    return questions.stream().map(question -> check(question, now)).toList();
  }

  private static Checked<CompanyName> check(CompanyQuestion question, Instant now) {
    Checks checks = new Checks();
    Country country = checks.country("country", question.country());
    String text = checks.text(FIELD, question.name(), LeadProfile.LONGEST_COMPANY, false);
    List<Finding> findings =
        new ArrayList<>(checks.violations().stream().map(Finding::of).toList());
    if (text == null) {
      findings.add(Finding.error(FIELD, "required", "A company needs a name."));
      return new Checked<>(new Verdict(findings, now), null);
    }
    CompanyName name = CompanyName.read(text, country);
    if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
      findings.add(Finding.error(FIELD, "company-no-name", "A name needs a letter or a digit."));
    } else if (!name.display().equals(question.name())) {
      findings.add(
          Finding.warning(FIELD, "company-spelling", "It could be written: " + name.display())
              .suggesting(name.display()));
    }
    return new Checked<>(new Verdict(findings, now), name);
  }
}
