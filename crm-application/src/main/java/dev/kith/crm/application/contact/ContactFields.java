package dev.kith.crm.application.contact;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.Field.Type;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.contact.ChannelLine;
import dev.kith.crm.domain.contact.ContactField;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields by which contacts are listed, filtered and sorted. */
public final class ContactFields {

  public static final FieldCatalogue<ContactView> CATALOGUE = catalogue();

  private ContactFields() {}

  private static FieldCatalogue<ContactView> catalogue() {
    Field<ContactView> id = Field.of("id", "Id", Type.ID, v -> v.id().value());
    ImmutableList.Builder<Field<ContactView>> fields = ImmutableList.builder();
    fields.add(id);
    fields.add(Field.<ContactView>of("name", "Name", Type.TEXT, ContactView::displayName).sorted());
    for (ContactField field : ContactField.values()) {
      switch (field) {
        case EMAILS ->
            fields.add(Field.of("email", "Primary e-mail address", Type.TEXT, ContactView::email));
        case PHONES ->
            fields.add(Field.of("phone", "Primary phone number", Type.TEXT, ContactView::phone));
        default -> {}
      }
      fields.add(contentField(field));
      if (field == ContactField.ACCOUNT) {
        fields.add(
            Field.<ContactView>of(
                    "accountName", "Account's name", Type.TEXT, ContactView::accountName)
                .shownOnly());
      }
    }
    fields.add(
        Field.of("owner", "Owner", Type.ID, v -> v.owner() == null ? null : v.owner().value()));
    fields.add(
        Field.<ContactView>of("ownerName", "Owner name", Type.TEXT, ContactView::ownerName)
            .shownOnly());
    fields.add(
        Field.<ContactView>of("createdAt", "Created", Type.INSTANT, v -> v.revision().createdAt())
            .sorted());
    fields.add(
        Field.<ContactView>of("updatedAt", "Updated", Type.INSTANT, v -> v.revision().updatedAt())
            .sorted());
    fields.add(Field.of("deletedAt", "Deleted", Type.INSTANT, v -> v.revision().deletedAt()));
    fields.add(
        Field.<ContactView>of(
            "mergedInto",
            "Merged into",
            Type.ID,
            v -> v.mergedInto() == null ? null : v.mergedInto().value()));
    fields.add(
        Field.<ContactView>of("version", "Version", Type.NUMBER, v -> v.revision().version())
            .shownOnly());
    return FieldCatalogue.of(id, new SortKey("name", false), fields.build());
  }

  private static Field<ContactView> contentField(ContactField field) {
    return switch (field) {
      case ACCOUNT ->
          Field.of(
              field.code(),
              field.label(),
              Type.ID,
              v -> v.account() == null ? null : v.account().value());
      case FAMILY_NAME -> text(field).sorted();
      case EMAILS -> Field.of(field.code(), field.label(), Type.TEXTS, v -> values(v.emails()));
      case PHONES -> Field.of(field.code(), field.label(), Type.TEXTS, v -> values(v.phones()));
      case DESCRIPTION -> text(field).shownOnly();
      case GIVEN_NAME,
          TITLE,
          DEPARTMENT,
          STREET,
          POSTAL_CODE,
          CITY,
          REGION,
          COUNTRY,
          TIME_ZONE,
          LANGUAGE,
          EXTERNAL_SYSTEM,
          EXTERNAL_ID ->
          text(field);
    };
  }

  private static @Nullable List<String> values(List<ChannelLine> lines) {
    return lines.isEmpty() ? null : lines.stream().map(ChannelLine::value).toList();
  }

  private static Field<ContactView> text(ContactField field) {
    return Field.of(field.code(), field.label(), Type.TEXT, v -> v.get(field));
  }

  /**
   * The fields that tell something once this is hidden: what is derived from a hidden field is
   * hidden from queries too.
   */
  public static List<String> derivedFrom(String hidden) {
    return switch (hidden) {
      case "name" -> List.of("givenName", "familyName");
      case "givenName", "familyName" -> List.of("name");
      case "email" -> List.of("emails");
      case "emails" -> List.of("email");
      case "phone" -> List.of("phones");
      case "phones" -> List.of("phone");
      case "account" -> List.of("accountName");
      case "owner" -> List.of("ownerName");
      default -> List.of();
    };
  }
}
