package dev.kith.crm.application.intake.validation;

import dev.kith.crm.domain.intake.taxid.TaxNumber;
import dev.kith.crm.domain.intake.validation.Registration;
import java.util.Map;
import java.util.Set;

/**
 * Driven port: asks a register of tax numbers. Implementations answer within seconds whatever
 * happens, however many numbers are asked for, and need not remember answers: that is done here.
 */
public interface VatRegister {

  /** Whether a number of this sort would be in the register; others are not asked for. */
  boolean covers(TaxNumber number);

  /**
   * @return an answer for each
   */
  Map<TaxNumber, Registration> lookUp(Set<TaxNumber> numbers);
}
