package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.application.account.AccountFeature;
import dev.kith.crm.application.contact.ContactStore;
import dev.kith.crm.application.intake.duplicates.RecordForms;
import dev.kith.crm.application.intake.duplicates.RecordKeys;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.application.kernel.RelatedRecords.Named;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactContent;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.intake.duplicates.Fingerprint;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class ScannedContacts extends KeptRecords {

  private final ContactStore people;
  private final RelatedRecords accounts;
  private final Context context;
  private final Set<String> hidden;

  ScannedContacts(Kernel kernel, AccountFeature accounts, Context context) {
    super(kernel.storage().recordKeys(), RecordKeys.CONTACT);
    this.people = kernel.storage().people();
    this.accounts = accounts.related();
    this.context = context;
    this.hidden = context.actor().grants().maskedFieldsOf(Feature.CONTACT);
  }

  /**
   * @param print by the first address and the first number
   */
  private record One(
      UUID id,
      ContactContent content,
      @Nullable String employer,
      Fingerprint print,
      Set<String> hidden)
      implements Scanned {

    @Override
    public String name() {
      return RecordForms.name(content, hidden);
    }

    @Override
    public @Nullable String company() {
      return RecordForms.employer(employer, hidden);
    }

    @Override
    public String called() {
      return String.join(
              "\u0001",
              Objects.requireNonNullElse(content.name().family(), ""),
              Objects.requireNonNullElse(content.name().given(), ""),
              Objects.requireNonNullElse(employer, ""))
          .toLowerCase(Locale.ROOT);
    }

    @Override
    public Set<String> keys() {
      return RecordForms.keys(content, hidden);
    }

    /** Of several addresses or numbers the one counts that both have. */
    @Override
    public Fingerprint beside(Scanned other) {
      return content.emails().size() > 1 || content.phones().size() > 1
          ? Fingerprint.of(RecordForms.of(content, ((One) other).content, employer, hidden))
          : print;
    }
  }

  @Override
  public List<Scanned> of(Collection<UUID> ids) {
    List<Contact> found =
        people.findAll(ids.stream().map(ContactId::new).toList()).stream()
            .filter(contact -> !contact.revision().isDeleted())
            .toList();
    Map<UUID, Named> employers =
        accounts.byId(
            found.stream()
                .map(contact -> contact.content().account())
                .filter(Objects::nonNull)
                .map(AccountId::value)
                .collect(Collectors.toSet()),
            context);
    return found.parallelStream()
        .map(contact -> scanned(contact, employers))
        .sorted(Comparator.comparing(contact -> contact.id().toString()))
        .toList();
  }

  private Scanned scanned(Contact contact, Map<UUID, Named> employers) {
    ContactContent content = contact.content();
    AccountId account = content.account();
    // An account that the actor does not see tells nothing.
    Named named = account == null ? null : employers.get(account.value());
    String employer = named == null ? null : named.name();
    return new One(
        contact.id().value(),
        content,
        employer,
        Fingerprint.of(RecordForms.of(content, content, employer, hidden)),
        hidden);
  }
}
