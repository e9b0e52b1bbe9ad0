package dev.kith.crm.application.contact;

import dev.kith.crm.application.kernel.Consequences;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Followers;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The people who work at an account, those in the bin included. */
record Colleagues(Kernel kernel) implements Followers {

  @Override
  public String name() {
    return "contact";
  }

  @Override
  public Outcome<List<UUID>> follow(Context context, Subject from, Subject to) {
    if (!from.type().equals("account")) {
      return Outcome.done(List.of());
    }
    List<Contact> all = kernel.storage().people().at(new AccountId(from.id()));
    save(context, all, to);
    return Outcome.done(all.stream().map(contact -> contact.id().value()).toList());
  }

  @Override
  public void followBack(Context context, List<UUID> followed, Subject from, Subject to) {
    save(
        context,
        kernel.storage().people().findAll(followed.stream().map(ContactId::new).toList()).stream()
            .filter(contact -> new AccountId(to.id()).equals(contact.content().account()))
            .toList(),
        from);
  }

  private void save(Context context, List<Contact> all, Subject account) {
    Map<Contact, Change<Contact>> changes = new LinkedHashMap<>();
    all.forEach(
        contact -> changes.put(contact, contact.follow(new AccountId(account.id()), kernel.now())));
    new Consequences<>(kernel, context, kernel.storage().people(), Contact::facts)
        .save("contact.follow", changes);
  }
}
