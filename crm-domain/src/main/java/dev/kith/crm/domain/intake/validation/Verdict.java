package dev.kith.crm.domain.intake.validation;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.intake.validation.Finding.Weight;
import java.time.Instant;
import java.util.List;

/** What was found, and when: a verdict on what changes by itself is only as good as it is fresh. */
public record Verdict(List<Finding> findings, Instant checkedAt) {

  public Verdict {
    findings = ImmutableList.copyOf(findings);
  }

  /** One error is enough to be invalid, and without any, one doubt to be unknown. */
  public Validity validity() {
    if (has(Weight.ERROR)) {
      return Validity.INVALID;
    }
    return has(Weight.DOUBT) ? Validity.UNKNOWN : Validity.VALID;
  }

  private boolean has(Weight weight) {
    return findings.stream().anyMatch(finding -> finding.weight() == weight);
  }
}
