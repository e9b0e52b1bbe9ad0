package dev.kith.crm.application.contact.automation;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.automation.Fact;
import dev.kith.crm.application.automation.RecordFacts;
import dev.kith.crm.application.automation.RecordKind;
import dev.kith.crm.application.contact.ContactFields;
import dev.kith.crm.application.contact.ContactReads;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.contact.ContactEvent;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.shared.DomainEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Contacts, by the fields of their lists, with what their events tell. */
public final class ContactRecords implements RecordKind {

  /** As in the subjects of events. */
  public static final String TYPE = "contact";

  private static final Map<String, String> EVENTS =
      ImmutableMap.<String, String>builder()
          .put("contact.created.v1", "A contact is created")
          .put("contact.edited.v1", "Fields of a contact are changed")
          .put("contact.moved.v1", "A contact works at another account")
          .put("contact.assigned.v1", "A contact gets another owner")
          .put("contact.noted.v1", "A note is written on a contact")
          .put("contact.deleted.v1", "A contact is put into the bin")
          .put("contact.restored.v1", "A contact comes out of the bin")
          .put("contact.merged.v1", "Contacts are merged into one")
          .put("contact.merge-undone.v1", "A merge of contacts is undone")
          .buildOrThrow();

  private static final List<Fact> FACTS =
      ImmutableList.<Fact>builder()
          .addAll(RecordFacts.of(TYPE, ContactFields.CATALOGUE))
          .add(
              Fact.of("event.text", "Of a note: what it says", Fact.Type.TEXT),
              Fact.of("event.from", "Of an account, an owner: the one before", Fact.Type.TEXT),
              Fact.of("event.to", "Of an account, an owner: the new one", Fact.Type.TEXT))
          .build();

  private final ContactReads contacts;
  private final Function<Collection<ContactId>, List<ContactView>> views;

  /**
   * @param views contacts by id, with what their accounts are called
   */
  public ContactRecords(
      ContactReads contacts, Function<Collection<ContactId>, List<ContactView>> views) {
    this.contacts = contacts;
    this.views = views;
  }

  @Override
  public String type() {
    return TYPE;
  }

  @Override
  public String label() {
    return "Contact";
  }

  @Override
  public Map<String, String> events() {
    return EVENTS;
  }

  @Override
  public List<Fact> facts() {
    return FACTS;
  }

  @Override
  public Map<UUID, State> states(Collection<UUID> ids) {
    return views.apply(ids.stream().map(ContactId::new).toList()).stream()
        .collect(ImmutableMap.toImmutableMap(view -> view.id().value(), ContactRecords::state));
  }

  @Override
  public List<UUID> after(@Nullable UUID last, int limit) {
    Visibility all = new Visibility.All();
    return RecordFacts.after(
        ContactFields.CATALOGUE, query -> contacts.page(query, all, all), last, limit);
  }

  /** People are in no stage: once per state entry is once per contact. */
  private static State state(ContactView view) {
    return new State(RecordFacts.known(TYPE, ContactFields.CATALOGUE, view), "", view.owner());
  }

  @Override
  public Map<String, Object> told(DomainEvent event) {
    Map<String, Object> told = new LinkedHashMap<>();
    switch (event) {
      case ContactEvent.Edited edited -> told.put("changed", edited.changed());
      case ContactEvent.Noted noted -> told.put("event.text", noted.text());
      case ContactEvent.Moved moved -> {
        told.put("changed", List.of("account"));
        RecordFacts.put(told, "event.from", moved.from());
        RecordFacts.put(told, "event.to", moved.to());
      }
      case ContactEvent.Assigned assigned -> {
        told.put("changed", List.of("owner"));
        RecordFacts.put(told, "event.from", assigned.from());
        RecordFacts.put(told, "event.to", assigned.to());
      }
      default -> {
        // The type of the others tells all there is to tell.
      }
    }
    return told;
  }
}
