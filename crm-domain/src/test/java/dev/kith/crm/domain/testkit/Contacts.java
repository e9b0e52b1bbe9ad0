package dev.kith.crm.domain.testkit;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactContent;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Contacts for tests. */
public final class Contacts {

  public static final Instant CREATED = Instant.parse("2026-11-02T10:00:00Z");

  private Contacts() {}

  public static ContactId anId() {
    return new ContactId(Leads.anId().value());
  }

  /** A draft that fills every field but the account. */
  public static ContactDraft complete() {
    return ContactDraft.named("Mara", "Vogel")
        .with(ContactField.TITLE, "Head of Purchasing")
        .with(ContactField.DEPARTMENT, "Purchasing")
        .emails("WORK mara@vogel.example\nHOME mara.vogel@home.example")
        .phones("MOBILE +49 170 1234567\nWORK +49 30 123456")
        .with(ContactField.STREET, "Kastanienallee 1\nHinterhaus")
        .with(ContactField.POSTAL_CODE, "10435")
        .with(ContactField.CITY, "Berlin")
        .with(ContactField.REGION, "Berlin")
        .with(ContactField.COUNTRY, "Germany")
        .with(ContactField.TIME_ZONE, "Europe/Berlin")
        .with(ContactField.LANGUAGE, "de")
        .with(ContactField.EXTERNAL_SYSTEM, "erp")
        .with(ContactField.EXTERNAL_ID, "P-0042")
        .with(ContactField.DESCRIPTION, "Decides alone,\nup to 10,000.");
  }

  public static Outcome<ContactContent> read(ContactDraft draft) {
    return draft.read(LeadDrafts.PHONES);
  }

  public static ContactContent content(ContactDraft draft) {
    return read(draft).orElseThrow();
  }

  public static Contact of(ContactDraft draft) {
    return of(draft, null);
  }

  public static Contact of(ContactDraft draft, @Nullable UserId owner) {
    return Contact.create(anId(), content(draft), owner, CREATED).next();
  }
}
