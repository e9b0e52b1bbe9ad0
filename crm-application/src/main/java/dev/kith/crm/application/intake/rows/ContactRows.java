package dev.kith.crm.application.intake.rows;

import dev.kith.crm.application.contact.ContactStore;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.application.kernel.Transactions;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.contact.ContactRefusal.EmailTaken;
import dev.kith.crm.domain.contact.ContactRefusal.ExternalIdTaken;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneReader;
import dev.kith.crm.domain.shared.Violation;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are contacts. A contact that has the external id of the row, or its first e-mail
 * address as the primary one, is the same.
 */
record ContactRows(
    Transactions transactions,
    ContactStore store,
    People people,
    PhoneReader phones,
    AccountLookup lookup,
    OwnerLookup owners)
    implements RecordRows {

  private static final Set<ContactField> UNITES = Set.of(ContactField.EMAILS, ContactField.PHONES);

  @Override
  public List<Violation> flaws(Map<String, String> row) {
    return people.problemsOf(new ContactDraft(texts(row)));
  }

  /** Without what it refers to. */
  private static Map<ContactField, String> texts(Map<String, String> row) {
    Map<ContactField, String> texts = Row.texts(row, ContactField.class, ContactField::code);
    texts.remove(ContactField.ACCOUNT);
    Map<LeadField, String> parts = ImportTarget.FULL_NAME.read(row.getOrDefault("fullName", ""));
    parts.forEach((part, text) ->
        texts.putIfAbsent(
            part == LeadField.GIVEN_NAME ? ContactField.GIVEN_NAME : ContactField.FAMILY_NAME,
            text));
    put(texts, ContactField.EMAILS, lines(row.get("email"), null, row.get("emails")));
    put(texts, ContactField.PHONES, lines(row.get("phone"), row.get("mobile"), row.get("phones")));
    return texts;
  }

  /** A line for each, the first first; one that stands there twice is one. */
  private static List<String> lines(
      @Nullable String first, @Nullable String mobile, @Nullable String several) {
    Set<String> lines = new LinkedHashSet<>(Row.several(first));
    Row.several(mobile).forEach(number -> lines.add("MOBILE " + number));
    lines.addAll(Row.several(several));
    return List.copyOf(lines);
  }

  private static void put(Map<ContactField, String> texts, ContactField field, List<String> lines) {
    if (lines.isEmpty()) {
      texts.remove(field);
    } else {
      texts.put(field, String.join("\n", lines));
    }
  }

  @Override
  public Set<String> keys(Map<String, String> row) {
    Set<String> keys = new LinkedHashSet<>();
    String external = row.get(ContactField.EXTERNAL_ID.code());
    if (external != null) {
      keys.add(
          "external "
              + new ExternalId(row.get(ContactField.EXTERNAL_SYSTEM.code()), external).key());
    }
    lines(row.get("email"), null, row.get("emails")).stream()
        .findFirst()
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .ifPresent(address -> {
          if (EmailAddress.parse(address) instanceof Outcome.Done<EmailAddress>(var email)) {
            keys.add("email " + email.key());
          }
        });
    return keys;
  }

  @Override
  public Outcome<Brought> bring(Map<String, String> row, ConflictPolicy policy) {
    List<Violation> problems = new ArrayList<>(flaws(row));
    Map<ContactField, String> texts = texts(row);
    String accountText = row.get(ContactField.ACCOUNT.code());
    if (accountText != null) {
      AccountId account =
          Row.take(lookup.find(accountText, ContactField.ACCOUNT.code()), "account", problems);
      texts.put(ContactField.ACCOUNT, String.valueOf(account));
    }
    String ownerText = row.get("owner");
    UserId owner = ownerText == null ? null : Row.take(owners.find(ownerText), "owner", problems);
    if (!problems.isEmpty()) {
      return Outcome.refused(new Invalid(problems));
    }
    Outcome<Contact> created =
        transactions.run(() -> people.create(new People.Create(new ContactDraft(texts), owner)));
    return switch (created) {
      case Outcome.Done<Contact>(var contact) -> Outcome.done(new Created(contact.id().value()));
      case Outcome.Refused<Contact>(EmailTaken(var email, var holder)) when holder != null ->
          there(holder, texts, owner, policy);
      case Outcome.Refused<Contact>(ExternalIdTaken(var id, var holder)) when holder != null ->
          there(holder, texts, owner, policy);
      case Outcome.Refused<Contact>(var refusal) -> Outcome.refused(refusal);
    };
  }

  private Outcome<Brought> there(
      UUID same, Map<ContactField, String> texts, @Nullable UserId owner, ConflictPolicy policy) {
    if (policy == ConflictPolicy.SKIP) {
      return Outcome.done(Row.exists("contact"));
    }
    ContactId id = new ContactId(same);
    Contact before = store.find(id).orElseThrow();
    // As they are kept: numbers are written in many ways.
    Map<ContactField, String> kept = new ContactDraft(texts).read(phones).orElseThrow().texts();
    return people
        .edit(id, new People.Edit(Row.edit(before.content().texts(), kept, UNITES, policy)))
        .then(edited ->
            owner != null
                    && (policy != ConflictPolicy.FILL_EMPTY || edited.owner() == null)
                    && !owner.equals(edited.owner())
                ? people.assign(id, owner)
                : Outcome.done(edited))
        .map(after ->
            Row.changed(
                "contact", same, before.facts(), after.facts(), after.revision().version()));
  }
}
