package dev.kith.crm.application.contact;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.kith.crm.application.kernel.HiddenFields;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.ChannelLine;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.shared.Revision;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A contact as people read it.
 *
 * @param values the filled fields, as text; those hidden from the reader are missing
 * @param accountName null without an account, and where the reader may not see it
 * @param ownerName null without an owner, and for owners whom only the embedding application knows
 * @param mergedInto the contact that this one became part of; null for all that stand for
 *     themselves
 */
public record ContactView(
    ContactId id,
    Revision revision,
    Map<ContactField, String> values,
    @Nullable String accountName,
    @Nullable UserId owner,
    @Nullable String ownerName,
    @Nullable ContactId mergedInto) {

  static final String HIDDEN = HiddenFields.MARK;

  public ContactView {
    values = ImmutableMap.copyOf(values);
  }

  /** As it is stored: nothing is known of its account but the id. */
  public static ContactView of(Contact contact, @Nullable String ownerName) {
    return new ContactView(
        contact.id(),
        contact.revision(),
        contact.content().texts(),
        null,
        contact.owner(),
        ownerName,
        contact.mergedInto());
  }

  public @Nullable String get(ContactField field) {
    return values.get(field);
  }

  /** How the contact is called, as far as the reader may see it. */
  public String displayName() {
    String name =
        Stream.of(get(ContactField.GIVEN_NAME), get(ContactField.FAMILY_NAME))
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));
    return name.isEmpty() ? HIDDEN : name;
  }

  public @Nullable AccountId account() {
    String account = get(ContactField.ACCOUNT);
    return account == null ? null : new AccountId(UUID.fromString(account));
  }

  /** The primary one first. */
  public List<ChannelLine> emails() {
    return ChannelLine.read(get(ContactField.EMAILS));
  }

  /** The primary one first. */
  public List<ChannelLine> phones() {
    return ChannelLine.read(get(ContactField.PHONES));
  }

  /** The primary address. */
  public @Nullable String email() {
    return first(emails());
  }

  /** The primary number. */
  public @Nullable String phone() {
    return first(phones());
  }

  private static @Nullable String first(List<ChannelLine> lines) {
    return lines.isEmpty() ? null : lines.getFirst().value();
  }

  ContactView at(String nameOfAccount) {
    return new ContactView(id, revision, values, nameOfAccount, owner, ownerName, mergedInto);
  }

  /** The same contact without the fields of these codes. */
  ContactView without(Set<String> hidden) {
    return hidden.isEmpty()
        ? this
        : new ContactView(
            id,
            revision,
            Maps.filterKeys(values, f -> !hidden.contains(f.code())),
            hidden.contains("accountName") ? null : accountName,
            hidden.contains("owner") ? null : owner,
            hidden.contains("ownerName") ? null : ownerName,
            mergedInto);
  }
}
