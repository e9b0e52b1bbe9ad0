package dev.kith.crm.application.intake.enrichment;

import dev.kith.crm.domain.intake.enrichment.Hint;
import java.util.List;

/** What a source answered. */
public sealed interface SourceAnswer {

  /** It knows this much, which may be nothing. */
  record Says(List<Hint> hints) implements SourceAnswer {
    public Says {
      hints = List.copyOf(hints);
    }
  }

  /** It could not say, and is to be asked again. */
  record Silent() implements SourceAnswer {}
}
