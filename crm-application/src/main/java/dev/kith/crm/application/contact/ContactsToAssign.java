package dev.kith.crm.application.contact;

import dev.kith.crm.application.assignment.OwnedRecords;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.assignment.Candidate;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Contacts, as they are given to users of pools. They have a country and a language, and their
 * company is the account at which they work.
 *
 * @param ofCompany whose an account is
 */
record ContactsToAssign(
    Kernel kernel, PeopleFeature people, Function<@Nullable AccountId, Map<UserId, Long>> ofCompany)
    implements OwnedRecords<Contact> {

  @Override
  public RelatedRecords related() {
    return people.related();
  }

  @Override
  public Feature feature() {
    return Feature.CONTACT;
  }

  @Override
  public Optional<Contact> find(UUID id) {
    return kernel.storage().people().find(new ContactId(id));
  }

  @Override
  public @Nullable UserId owner(Contact contact) {
    return contact.owner();
  }

  @Override
  public Outcome<?> keeping(Contact contact) {
    return contact.assign(contact.owner(), kernel.now());
  }

  @Override
  public Candidate known(Contact contact) {
    return new Candidate(
        contact.content().address().country(),
        contact.content().language(),
        contact.owner(),
        ofCompany.apply(contact.content().account()));
  }

  @Override
  public Outcome<Subject> assign(UUID id, UserId user, Context context) {
    return people.people(context).assign(new ContactId(id), user).map(Contact::subject);
  }

  @Override
  public Map<UserId, Long> open(Collection<UserId> users) {
    return kernel.storage().contactReads().countOf(users);
  }
}
