package dev.kith.crm.application.intake.contact;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.PhoneNumbers;
import java.time.Duration;
import java.util.List;

/** Wires the question of contact. */
public final class ContactFeature {

  private final Kernel kernel;
  private final PhoneNumbers phones;
  private final Registries registries;

  /**
   * @param patience how long registers are waited for
   */
  public ContactFeature(
      Kernel kernel, PhoneNumbers phones, List<DoNotCallRegistry> registries, Duration patience) {
    this.kernel = kernel;
    this.phones = phones;
    this.registries = new Registries(registries, patience);
  }

  public Contacts contacts(Context context) {
    return new ContactService(kernel, context, registries, phones);
  }

  public Suppressions suppressions(Context context) {
    return new SuppressionService(kernel, context, phones);
  }
}
