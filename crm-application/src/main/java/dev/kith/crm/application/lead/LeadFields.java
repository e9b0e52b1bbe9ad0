package dev.kith.crm.application.lead;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.Field.Type;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.lead.ConsentSummary.Consent;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.scoring.card.Grade;
import java.util.List;

/** The fields by which leads are listed, filtered, sorted and exported. */
public final class LeadFields {

  public static final FieldCatalogue<LeadView> CATALOGUE = catalogue();

  private LeadFields() {}

  private static FieldCatalogue<LeadView> catalogue() {
    Field<LeadView> id = Field.of("id", "Id", Type.ID, v -> v.id().value());
    ImmutableList.Builder<Field<LeadView>> fields = ImmutableList.builder();
    fields.add(id);
    fields.add(Field.<LeadView>of("name", "Name", Type.TEXT, LeadView::displayName).sorted());
    for (LeadField field : LeadField.values()) {
      fields.add(contentField(field));
    }
    fields.add(
        Field.choice("status", "Status", LeadStatus.Name.class, v -> v.status().name().name()));
    fields.add(Field.of("statusSince", "In status since", Type.INSTANT, v -> v.status().since()));
    fields.add(
        Field.choice(
            "reason",
            "Reason",
            LeadStatus.Reason.class,
            v -> v.status() instanceof LeadStatus.Disqualified d ? d.reason().name() : null));
    fields.add(
        Field.<LeadView>of(
                "comment",
                "Comment",
                Type.TEXT,
                v -> v.status() instanceof LeadStatus.Disqualified d ? d.comment() : null)
            .shownOnly());
    fields.add(
        Field.of(
            "until",
            "Recycled until",
            Type.INSTANT,
            v -> v.status() instanceof LeadStatus.Recycled r ? r.until() : null));
    fields.add(
        Field.<LeadView>of(
                "score",
                "Score",
                Type.NUMBER,
                v -> v.score() == null ? null : Long.valueOf(v.score()))
            .sorted());
    fields.add(
        Field.choice(
            "grade", "Grade", Grade.class, v -> v.grade() == null ? null : v.grade().name()));
    fields.add(
        Field.<LeadView>of(
                "quality",
                "Quality",
                Type.NUMBER,
                v -> v.quality() == null ? null : Long.valueOf(v.quality().points()))
            .sorted());
    fields.add(
        Field.of("owner", "Owner", Type.ID, v -> v.owner() == null ? null : v.owner().value()));
    fields.add(
        Field.<LeadView>of("ownerName", "Owner name", Type.TEXT, LeadView::ownerName).shownOnly());
    fields.add(
        Field.<LeadView>of("createdAt", "Created", Type.INSTANT, v -> v.revision().createdAt())
            .sorted());
    fields.add(
        Field.<LeadView>of("updatedAt", "Updated", Type.INSTANT, v -> v.revision().updatedAt())
            .sorted());
    fields.add(
        Field.<LeadView>of("deletedAt", "Deleted", Type.INSTANT, v -> v.revision().deletedAt()));
    fields.add(
        Field.of(
            "mergedInto",
            "Merged into",
            Type.ID,
            v -> v.mergedInto() == null ? null : v.mergedInto().value()));
    fields.add(
        Field.<LeadView>of("version", "Version", Type.NUMBER, v -> v.revision().version())
            .shownOnly());
    return FieldCatalogue.of(id, new SortKey("createdAt", true), fields.build());
  }

  private static Field<LeadView> contentField(LeadField field) {
    return switch (field) {
      case EMAIL_CONSENT, PHONE_CONSENT, WHATSAPP_CONSENT ->
          Field.choice(field.code(), field.label(), Consent.class, v -> v.get(field));
      case TAGS ->
          Field.of(
              field.code(),
              field.label(),
              Type.TEXTS,
              v -> v.tags().isEmpty() ? null : v.tags().texts());
      case CUSTOM_FIELDS ->
          Field.<LeadView>of(
                  field.code(),
                  field.label(),
                  Type.TEXTS_BY_NAME,
                  v -> v.customFields().isEmpty() ? null : v.customFields().byName())
              .shownOnly();
      case COMPANY ->
          Field.<LeadView>of(field.code(), field.label(), Type.TEXT, v -> v.get(field)).sorted();
      case GIVEN_NAME,
          FAMILY_NAME,
          TITLE,
          EMAIL,
          PHONE,
          STREET,
          POSTAL_CODE,
          CITY,
          REGION,
          COUNTRY,
          EXTERNAL_SYSTEM,
          EXTERNAL_ID,
          SOURCE,
          UTM_SOURCE,
          UTM_MEDIUM,
          UTM_CAMPAIGN,
          UTM_TERM,
          UTM_CONTENT,
          CONSENT_EVIDENCE ->
          Field.of(field.code(), field.label(), Type.TEXT, v -> v.get(field));
    };
  }

  /** Whether a role can hide a field: what can become of a lead tells where it stands. */
  public static boolean isMaskable(String field) {
    return !field.equals("status") && !field.equals("statusSince");
  }

  /**
   * The fields that tell something once these are hidden: what is derived from a hidden field is
   * hidden from queries too.
   */
  public static List<String> derivedFrom(String hidden) {
    return switch (hidden) {
      case "givenName", "familyName", "company", "email" -> List.of("name", "quality");
      case "title", "phone", "street", "postalCode", "city", "country", "source", "utmSource" ->
          List.of("quality");
      case "emailConsent", "phoneConsent", "whatsAppConsent" -> List.of("consentEvidence");
      case "owner" -> List.of("ownerName");
      case "score" -> List.of("grade");
      case "grade" -> List.of("score");
      default -> List.of();
    };
  }
}
