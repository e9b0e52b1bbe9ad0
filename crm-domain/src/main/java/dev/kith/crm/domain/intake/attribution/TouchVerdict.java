package dev.kith.crm.domain.intake.attribution;

import dev.kith.crm.domain.shared.Violation;
import java.util.List;

/** What becomes of a touch under certain rules. */
public sealed interface TouchVerdict {

  /** It is kept, and counts. */
  record Counts(TouchContent content) implements TouchVerdict {}

  /** It is kept with its flaws, and does not count. */
  record Quarantined(TouchContent content) implements TouchVerdict {}

  /** It is not kept. */
  record Refused(List<Violation> violations) implements TouchVerdict {
    public Refused {
      violations = List.copyOf(violations);
    }
  }
}
