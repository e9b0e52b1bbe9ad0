package dev.kith.crm.application.intake.contact;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.PhoneNumbers;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.Consent;
import dev.kith.crm.domain.intake.consent.ConsentLedger;
import dev.kith.crm.domain.intake.consent.Purpose;
import dev.kith.crm.domain.intake.contact.ContactDecision;
import dev.kith.crm.domain.intake.contact.ContactFacts;
import dev.kith.crm.domain.intake.contact.Suppression;
import dev.kith.crm.domain.intake.contact.SuppressionEntry;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.PhoneNumber;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Answers for people who are no leads any more. */
record PersonAnswers(Kernel kernel, Registries registries, PhoneNumbers phones) {

  /**
   * The answer for each channel and purpose.
   *
   * @param hidden channels of which nothing may be told
   */
  List<PersonAnswer> of(Person person, Predicate<Channel> hidden) {
    Instant now = kernel.now();
    PhoneNumber phone = person.phone();
    ConsentLedger ledger =
        new ConsentLedger(
            kernel.storage().consents().of(person.saidAs()).stream().map(Consent::entry).toList());
    ContactFacts facts =
        new ContactFacts(
            person.email(),
            phone,
            person.address().street() != null && person.address().city() != null,
            ledger,
            kernel.storage().quietHours().hours().of(country(person)),
            kernel
                .storage()
                .suppressions()
                .having(Suppression.keysOf(person.email(), phone))
                .stream()
                .map(SuppressionEntry::suppression)
                .toList(),
            phone == null ? List.of() : registries.lookUp(Set.of(phone)).get(phone));
    ContactFacts unregistered =
        new ContactFacts(
            facts.email(),
            facts.phone(),
            facts.postal(),
            facts.ledger(),
            facts.quiet(),
            facts.suppressions(),
            List.of());
    ImmutableList.Builder<PersonAnswer> answers = ImmutableList.builder();
    for (Channel channel : Channel.values()) {
      for (Purpose purpose : Purpose.values()) {
        if (channel.contacts() && purpose.contacts() && !hidden.test(channel)) {
          answers.add(
              new PersonAnswer(
                  channel,
                  purpose,
                  ContactDecision.on(
                      ContactService.REGISTERED.contains(channel) ? facts : unregistered,
                      channel,
                      purpose,
                      now)));
        }
      }
    }
    return answers.build();
  }

  private @Nullable Country country(Person person) {
    Country country = person.address().country();
    PhoneNumber phone = person.phone();
    return country != null || phone == null ? country : phones.countryOf(phone);
  }
}
