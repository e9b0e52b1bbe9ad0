package dev.kith.crm.application.intake.contact;

import dev.kith.crm.domain.intake.contact.RegistryAnswer;
import dev.kith.crm.domain.shared.PhoneNumber;
import java.util.Map;
import java.util.Set;

/**
 * Driven port: asks an outside register of people who want no calls. What it has not answered in
 * time, or not at all, or by an exception, counts as {@link RegistryAnswer#UNKNOWN}; answers are
 * not remembered here.
 */
public interface DoNotCallRegistry {

  /** Whether a number of this sort would be in the register; others are not asked for. */
  boolean covers(PhoneNumber number);

  /**
   * @return an answer for each
   */
  Map<PhoneNumber, RegistryAnswer> lookUp(Set<PhoneNumber> numbers);
}
