package dev.kith.crm.domain.intake.validation;

import org.jspecify.annotations.Nullable;

/** Whether a tax number is registered, as far as a register could say. */
public sealed interface Registration {

  /**
   * It is registered today.
   *
   * @param name of the company; null where the country does not tell
   * @param address of the company, its lines separated by line breaks; null as well
   */
  record Registered(@Nullable String name, @Nullable String address) implements Registration {}

  /** It is not registered, or not any longer, or not for trade with other countries. */
  record NotRegistered() implements Registration {}

  /** The register did not answer in time and in order. */
  record Unanswered() implements Registration {}
}
