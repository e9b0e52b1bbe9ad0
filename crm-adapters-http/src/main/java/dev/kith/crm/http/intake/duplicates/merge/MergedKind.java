package dev.kith.crm.http.intake.duplicates.merge;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.intake.duplicates.merge.FieldsOfRecords;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.intake.duplicates.merge.MergeChoice;
import dev.kith.crm.domain.intake.duplicates.merge.MergeField;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.http.account.AccountWords;
import dev.kith.crm.http.contact.ContactWords;
import dev.kith.crm.http.lead.LeadWords;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import dev.kith.crm.http.pages.Words;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The records of a kind, as they stand side by side.
 *
 * @param read a record as the visitor sees it
 * @param label what a field is called; empty where the kind has none of that code
 */
record MergedKind(
    MergeKind kind,
    Feature feature,
    Section section,
    BiFunction<Visit, UUID, Outcome<Side>> read,
    Function<String, Optional<String>> label) {

  private static final Map<MergeKind, MergedKind> ALL =
      ImmutableMap.of(
          MergeKind.LEAD,
          new MergedKind(
              MergeKind.LEAD,
              Feature.LEAD,
              Section.LEADS,
              (visit, id) -> visit.crm().leadQueries().get(new LeadId(id)).map(MergedKind::lead),
              code -> LeadField.named(code).map(LeadField::label)),
          MergeKind.ACCOUNT,
          new MergedKind(
              MergeKind.ACCOUNT,
              Feature.ACCOUNT,
              Section.ACCOUNTS,
              (visit, id) ->
                  visit.crm().accountQueries().get(new AccountId(id)).map(MergedKind::account),
              code -> AccountField.named(code).map(AccountField::label)),
          MergeKind.CONTACT,
          new MergedKind(
              MergeKind.CONTACT,
              Feature.CONTACT,
              Section.CONTACTS,
              (visit, id) ->
                  visit.crm().contactQueries().get(new ContactId(id)).map(MergedKind::contact),
              code -> ContactField.named(code).map(ContactField::label)));

  /**
   * A record of the page.
   *
   * @param texts how its filled fields read, by their codes
   */
  record Side(UUID id, String name, Revision revision, Map<String, String> texts) {
    Side {
      texts = ImmutableMap.copyOf(texts);
    }

    @Nullable String text(String field) {
      return texts.get(field);
    }
  }

  static MergedKind of(MergeKind kind) {
    return Objects.requireNonNull(ALL.get(kind));
  }

  /** In the middle of a sentence. */
  String one() {
    return kind.code();
  }

  String path(UUID record) {
    return "/" + kind.code() + "s/" + record;
  }

  /** The name of a field, or of the owner, for people. */
  String labelOf(String code) {
    return label.apply(code).orElseGet(() -> Words.ofField(code));
  }

  /** The fields that are picked one by one, as far as the visitor sees them. */
  List<MergeField> fieldsFor(Visit visit) {
    Set<String> hidden = ImmutableSet.copyOf(visit.actor().grants().maskedFieldsOf(feature));
    return FieldsOfRecords.of(kind).all().stream()
        .filter(MergeField::picked)
        // What is part of another field goes with it.
        .filter(field -> field.decidedBy().equals(field.code()))
        .filter(field -> !hidden.contains(field.code()))
        .toList();
  }

  boolean showsOwners(Visit visit) {
    return !visit.actor().grants().maskedFieldsOf(feature).contains(MergeChoice.OWNER);
  }

  private static Side lead(LeadView lead) {
    ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
    for (LeadField field : LeadField.values()) {
      put(texts, field.code(), LeadWords.value(lead, field));
    }
    put(texts, MergeChoice.OWNER, owner(lead.owner(), lead.ownerName()));
    return new Side(lead.id().value(), lead.displayName(), lead.revision(), texts.buildOrThrow());
  }

  private static Side account(AccountView account) {
    ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
    for (AccountField field : AccountField.values()) {
      String value = AccountWords.value(account, field);
      put(
          texts,
          field.code(),
          field == AccountField.PARENT && value != null
              ? Objects.requireNonNullElse(account.parentName(), "Another account")
              : value);
    }
    put(texts, MergeChoice.OWNER, owner(account.owner(), account.ownerName()));
    return new Side(
        account.id().value(), account.displayName(), account.revision(), texts.buildOrThrow());
  }

  private static Side contact(ContactView contact) {
    ImmutableMap.Builder<String, String> texts = ImmutableMap.builder();
    for (ContactField field : ContactField.values()) {
      String value = ContactWords.value(contact, field);
      put(
          texts,
          field.code(),
          value == null
              ? null
              : field == ContactField.ACCOUNT
                  ? Objects.requireNonNullElse(contact.accountName(), "Another account")
                  : field.isChannels() ? ContactWords.channels(value) : value);
    }
    put(texts, MergeChoice.OWNER, owner(contact.owner(), contact.ownerName()));
    return new Side(
        contact.id().value(), contact.displayName(), contact.revision(), texts.buildOrThrow());
  }

  private static void put(
      ImmutableMap.Builder<String, String> texts, String code, @Nullable String text) {
    if (text != null) {
      texts.put(code, text);
    }
  }

  private static @Nullable String owner(@Nullable UserId owner, @Nullable String name) {
    return owner == null ? null : Objects.requireNonNullElse(name, "Somebody else");
  }
}
