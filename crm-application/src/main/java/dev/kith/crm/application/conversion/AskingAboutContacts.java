package dev.kith.crm.application.conversion;

import dev.kith.crm.application.conversion.ConversionFeature.Parties;
import dev.kith.crm.application.intake.contact.Person;
import dev.kith.crm.application.intake.contact.PersonAnswer;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactContent;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.contact.ContactRefusal;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;

/** Whether people who were leads may be contacted. */
record AskingAboutContacts(Kernel kernel, Context context, Parties parties) {

  private static final Permission CONSENT = new Permission(Feature.CONSENT, Action.VIEW);

  Outcome<List<PersonAnswer>> mayContact(ContactId id) {
    return kernel
        .storage()
        .people()
        .find(id)
        .map(contact ->
            Permits.requireOn(
                context.actor(),
                Feature.CONTACT,
                Action.VIEW,
                contact.subject(),
                contact.owner(),
                () ->
                    Permits.requireReach(
                        context.actor(),
                        CONSENT,
                        contact.subject(),
                        contact.owner(),
                        () -> answers(contact))))
        .orElseGet(() -> Outcome.refused(NotFound.of("contact", id.value())));
  }

  private Outcome<List<PersonAnswer>> answers(Contact contact) {
    if (contact.mergedInto() != null) {
      return Outcome.refused(
          new ContactRefusal.Merged(contact.id().value(), contact.mergedInto().value()));
    }
    if (contact.revision().isDeleted()) {
      return Outcome.refused(new ContactRefusal.ContactDeleted(contact.id().value()));
    }
    ContactContent content = contact.content();
    Person person =
        new Person(
            content.emails().isEmpty() ? null : content.emails().getFirst().address(),
            content.phones().isEmpty() ? null : content.phones().getFirst().number(),
            content.address(),
            Tracing.standing(kernel, contact.id().value(), new Visibility.All()).stream()
                .map(Conversion::lead)
                .toList());
    return Outcome.done(parties.asking().answers(context, person));
  }
}
