package dev.kith.crm.application.intake.contact;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.PhoneNumbers;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.intake.consent.ConsentHistory;
import java.time.Duration;
import java.util.List;
import java.util.Set;

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

  /**
   * The answer on each channel and for each purpose, about somebody who is no lead any more; that
   * the actor may ask about them was found out before.
   */
  public List<PersonAnswer> answers(Context context, Person person) {
    Set<String> hidden = context.actor().grants().maskedFieldsOf(Feature.LEAD);
    return new PersonAnswers(kernel, registries, phones)
        .of(person, channel -> ConsentHistory.isHidden(channel, hidden));
  }

  public Suppressions suppressions(Context context) {
    return new SuppressionService(kernel, context, phones);
  }
}
