package dev.kith.crm.application.conversion;

import dev.kith.crm.domain.conversion.ConversionMapping;
import dev.kith.crm.domain.conversion.ConversionTerms;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;

/**
 * Which fields of a lead fill what it becomes. Reading needs {@code lead:view}, changing {@code
 * lead:administer} on all leads.
 */
public interface ConversionMappings {

  /** The one in force. Refused with {@code forbidden}. */
  Outcome<ConversionMapping> get();

  /** As it was at a version. Refused with {@code forbidden}, {@code not-found}. */
  Outcome<ConversionMapping> version(long version);

  /** Every problem of a draft; empty if it is good. */
  List<Violation> problemsOf(ConversionTerms terms);

  /**
   * Replaces it, as another version. Refused with {@code invalid}, {@code forbidden}, {@code
   * stale-version}.
   */
  Outcome<ConversionMapping> set(ConversionTerms terms);
}
