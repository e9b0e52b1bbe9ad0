package dev.kith.crm.persistence.lead;

import static dev.kith.crm.persistence.generated.Tables.LEAD;

import com.google.common.base.Splitter;
import com.google.common.collect.Maps;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.quality.QualityOfLeads;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.intake.quality.IntakeQuality;
import dev.kith.crm.domain.intake.quality.QualityAspect;
import dev.kith.crm.domain.lead.Attribution;
import dev.kith.crm.domain.lead.ConsentSummary;
import dev.kith.crm.domain.lead.ConsentSummary.Consent;
import dev.kith.crm.domain.lead.CustomFields;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadProfile;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.lead.Tags;
import dev.kith.crm.domain.scoring.card.Grade;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.PersonName;
import dev.kith.crm.domain.shared.PhoneNumber;
import dev.kith.crm.domain.shared.PostalAddress;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.persistence.generated.tables.records.LeadRecord;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Leads as rows, and back. */
final class LeadTable {

  /** Where each field that people fill in stands. */
  private static final Map<LeadField, TableField<LeadRecord, String>> COLUMNS =
      Maps.toMap(List.of(LeadField.values()), LeadTable::column);

  /** The score, which stands beside the lead. */
  static final Field<Long> SCORE = DSL.field(DSL.name("shown_score"), Long.class);

  static final Field<String> GRADE = DSL.field(DSL.name("shown_grade"), String.class);

  private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings();

  private LeadTable() {}

  static TableField<LeadRecord, String> column(LeadField field) {
    return switch (field) {
      case GIVEN_NAME -> LEAD.GIVEN_NAME;
      case FAMILY_NAME -> LEAD.FAMILY_NAME;
      case COMPANY -> LEAD.COMPANY;
      case TITLE -> LEAD.TITLE;
      case EMAIL -> LEAD.EMAIL;
      case PHONE -> LEAD.PHONE;
      case STREET -> LEAD.STREET;
      case POSTAL_CODE -> LEAD.POSTAL_CODE;
      case CITY -> LEAD.CITY;
      case REGION -> LEAD.REGION;
      case COUNTRY -> LEAD.COUNTRY;
      case EXTERNAL_SYSTEM -> LEAD.EXTERNAL_SYSTEM;
      case EXTERNAL_ID -> LEAD.EXTERNAL_ID;
      case TAGS -> LEAD.TAGS;
      case CUSTOM_FIELDS -> LEAD.CUSTOM_FIELDS;
      case SOURCE -> LEAD.SOURCE;
      case UTM_SOURCE -> LEAD.UTM_SOURCE;
      case UTM_MEDIUM -> LEAD.UTM_MEDIUM;
      case UTM_CAMPAIGN -> LEAD.UTM_CAMPAIGN;
      case UTM_TERM -> LEAD.UTM_TERM;
      case UTM_CONTENT -> LEAD.UTM_CONTENT;
      case EMAIL_CONSENT -> LEAD.EMAIL_CONSENT;
      case PHONE_CONSENT -> LEAD.PHONE_CONSENT;
      case WHATSAPP_CONSENT -> LEAD.WHATSAPP_CONSENT;
      case CONSENT_EVIDENCE -> LEAD.CONSENT_EVIDENCE;
    };
  }

  static LeadRecord row(Lead lead) {
    LeadRecord row = new LeadRecord();
    Revision revision = lead.revision();
    LeadProfile profile = lead.content().profile();
    row.setId(lead.id().value());
    row.setVersion(revision.version());
    row.setCreatedAt(revision.createdAt());
    row.setUpdatedAt(revision.updatedAt());
    row.setDeletedAt(revision.deletedAt());
    COLUMNS.forEach((field, column) -> row.set(column, field.textOf(lead.content())));
    row.setOwnerId(ifPresent(lead.owner(), UserId::value));
    putQuality(row, lead);
    putStatus(row, lead.status());
    row.setMergedInto(ifPresent(lead.mergedInto(), LeadId::value));
    row.setLiveEmailKey(liveEmailKey(lead));
    row.setLiveExternalKey(liveExternalKey(lead));
    boolean gone = lead.revision().isDeleted();
    row.setBinEmailKey(gone ? ifPresent(profile.email(), EmailAddress::key) : null);
    row.setBinExternalKey(gone ? ifPresent(lead.content().externalId(), ExternalId::key) : null);
    row.setNameKey(lowerCase(profile.displayName()));
    row.setCompanyKey(ifPresent(profile.company(), LeadTable::lowerCase));
    row.setSearchText(LeadSearch.textOf(profile));
    return row;
  }

  /** A function of the content alone, so that every write of a lead brings it up to date. */
  static void putQuality(LeadRecord row, Lead lead) {
    IntakeQuality quality = QualityOfLeads.of(lead.content());
    row.setQuality((long) quality.points());
    row.setQualityMissed(
        quality.missed().stream().map(QualityAspect::code).collect(Collectors.joining(" ")));
  }

  private static IntakeQuality quality(String missed) {
    return new IntakeQuality(
        WORDS
            .splitToStream(missed)
            .flatMap(code -> QualityAspect.named(code).stream())
            .collect(Collectors.toSet()));
  }

  private static void putStatus(LeadRecord row, LeadStatus status) {
    row.setStatus(status.name().name());
    row.setStatusSince(status.since());
    row.setStatusReason(status instanceof LeadStatus.Disqualified d ? d.reason().name() : null);
    row.setStatusComment(status instanceof LeadStatus.Disqualified d ? d.comment() : null);
    row.setRecycledUntil(status instanceof LeadStatus.Recycled r ? r.until() : null);
  }

  /** The key by which live leads are distinct; null if nothing must be. */
  static @Nullable String liveEmailKey(Lead lead) {
    EmailAddress email = lead.content().profile().email();
    return email == null || lead.revision().isDeleted() ? null : email.key();
  }

  /** The key of the external id by which live leads are distinct; null if nothing must be. */
  static @Nullable String liveExternalKey(Lead lead) {
    ExternalId externalId = lead.content().externalId();
    return externalId == null || lead.revision().isDeleted() ? null : externalId.key();
  }

  static Lead lead(LeadRecord row) {
    return new Lead(
        new LeadId(row.getId()),
        revision(row),
        new LeadContent(
            profile(row),
            new Attribution(
                row.getSource(),
                row.getUtmSource(),
                row.getUtmMedium(),
                row.getUtmCampaign(),
                row.getUtmTerm(),
                row.getUtmContent()),
            new ConsentSummary(
                Consent.valueOf(row.getEmailConsent()),
                Consent.valueOf(row.getPhoneConsent()),
                Consent.valueOf(row.getWhatsappConsent()),
                row.getConsentEvidence()),
            ifPresent(row.getExternalId(), id -> new ExternalId(row.getExternalSystem(), id)),
            Tags.stored(row.getTags()),
            CustomFields.stored(row.getCustomFields())),
        ifPresent(row.getOwnerId(), UserId::new),
        status(row),
        ifPresent(row.getMergedInto(), LeadId::new));
  }

  private static LeadProfile profile(LeadRecord row) {
    String given = row.getGivenName();
    String family = row.getFamilyName();
    return new LeadProfile(
        given == null && family == null ? null : new PersonName(given, family),
        row.getCompany(),
        row.getTitle(),
        ifPresent(row.getEmail(), EmailAddress::new),
        ifPresent(row.getPhone(), PhoneNumber::new),
        new PostalAddress(
            row.getStreet(),
            row.getPostalCode(),
            row.getCity(),
            row.getRegion(),
            ifPresent(row.getCountry(), Country::new)));
  }

  static LeadView view(Record row, @Nullable String ownerName) {
    Map<LeadField, String> values = new EnumMap<>(LeadField.class);
    COLUMNS.forEach((field, column) -> {
      String text = row.get(column);
      if (text != null) {
        values.put(field, text);
      }
    });
    return new LeadView(
        new LeadId(row.get(LEAD.ID)),
        revision(row),
        values,
        ifPresent(row.get(LEAD.OWNER_ID), UserId::new),
        ownerName,
        ifPresent(row.get(SCORE), Math::toIntExact),
        ifPresent(row.get(GRADE), Grade::valueOf),
        ifPresent(row.get(LEAD.QUALITY_MISSED), LeadTable::quality),
        status(row),
        ifPresent(row.get(LEAD.MERGED_INTO), LeadId::new));
  }

  private static Revision revision(Record row) {
    return new Revision(
        row.get(LEAD.VERSION),
        row.get(LEAD.CREATED_AT),
        row.get(LEAD.UPDATED_AT),
        row.get(LEAD.DELETED_AT));
  }

  private static LeadStatus status(Record row) {
    var since = row.get(LEAD.STATUS_SINCE);
    return switch (LeadStatus.Name.valueOf(row.get(LEAD.STATUS))) {
      case NEW -> new LeadStatus.New(since);
      case WORKING -> new LeadStatus.Working(since);
      case NURTURING -> new LeadStatus.Nurturing(since);
      case QUALIFIED -> new LeadStatus.Qualified(since);
      case CONVERTED -> new LeadStatus.Converted(since);
      case DISQUALIFIED ->
          new LeadStatus.Disqualified(
              since,
              LeadStatus.Reason.valueOf(Objects.requireNonNull(row.get(LEAD.STATUS_REASON))),
              row.get(LEAD.STATUS_COMMENT));
      case RECYCLED ->
          new LeadStatus.Recycled(since, Objects.requireNonNull(row.get(LEAD.RECYCLED_UNTIL)));
    };
  }

  static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static <T, R> @Nullable R ifPresent(@Nullable T value, Function<T, R> change) {
    return value == null ? null : change.apply(value);
  }
}
