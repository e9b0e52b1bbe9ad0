package dev.kith.crm.http.contact;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.contact.ContactFields;
import dev.kith.crm.application.contact.ContactQueries;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.contact.People;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.Contact;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.assignment.NewOwner;
import dev.kith.crm.http.audit.AuditJson;
import dev.kith.crm.http.intake.duplicates.DuplicateJson;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.CsvRoute;
import dev.kith.crm.http.kernel.Edits;
import dev.kith.crm.http.kernel.Lists;
import dev.kith.crm.http.kernel.RecordSteps;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import java.util.List;

/** What can be done with contacts over REST. */
public final class PeopleRoutes {

  private static final String TAG = "Contacts";
  private static final String[] ON_A_CONTACT = {
    "not-found", "forbidden", "contact-deleted", "contact-merged"
  };

  private static final RecordSteps<ContactId, Contact> STEPS =
      new RecordSteps<>(
          "Contact",
          "/contacts",
          TAG,
          PeopleJson.CONTACT,
          List.of(ON_A_CONTACT),
          PeopleRoutes::id,
          PeopleRoutes::shown);

  private PeopleRoutes() {}

  public static List<Route> all() {
    return ImmutableList.<Route>builder()
        .add(
            Route.post("/contacts", "createContact")
                .says(TAG, "Create a contact")
                .body(PeopleJson.CREATE, PeopleRoutes::problemsOfDraft)
                .answers(201, PeopleJson.CONTACT, "The new contact")
                .refuses(
                    "invalid",
                    "forbidden",
                    "contact-email-taken",
                    "contact-external-id-taken",
                    "unknown-account",
                    "unknown-owner")
                .handledBy(PeopleRoutes::create),
            Route.get("/contacts", "listContacts")
                .says(TAG, "List, filter, search and sort contacts")
                .query(Lists.parameters(ContactFields.CATALOGUE))
                .answers(200, PeopleJson.PAGE, "A page of contacts")
                .refuses("forbidden", "invalid")
                .handledBy(call ->
                    Lists.answer(
                        call,
                        queries(call).fields(),
                        query -> queries(call).list(query),
                        view -> PeopleJson.of(queries(call).fields(), view))),
            CsvRoute.of(
                TAG,
                "contacts",
                "exportContacts",
                ContactFields.CATALOGUE,
                workspace -> workspace.contactQueries().fields(),
                Workspace::contactExport),
            Route.get("/contacts/{id}", "getContact")
                .says(TAG, "Read a contact")
                .answers(200, PeopleJson.CONTACT, "The contact")
                .answers(308, "It was merged into the contact of the Location")
                .refuses("not-found")
                .handledBy(PeopleRoutes::read),
            Route.patch("/contacts/{id}", "editContact")
                .says(TAG, "Change fields of a contact (JSON Merge Patch: null empties a field)")
                .body(PeopleJson.EDIT, PeopleRoutes::problemsOfEdit)
                .versioned()
                .answers(200, PeopleJson.CONTACT, "The contact as it is now")
                .refuses(ON_A_CONTACT)
                .refuses(
                    "invalid",
                    "contact-email-taken",
                    "contact-external-id-taken",
                    "unknown-account")
                .handledBy(call ->
                    shown(
                        call,
                        people(call)
                            .edit(id(call), new People.Edit(PeopleJson.named(call.body()))))),
            Route.delete("/contacts/{id}", "deleteContact")
                .says(TAG, "Put a contact into the bin")
                .versioned()
                .answers(200, PeopleJson.CONTACT, "The contact, with the moment of its deletion")
                .refuses("not-found", "forbidden", "contact-merged")
                .handledBy(call -> shown(call, people(call).delete(id(call)))),
            AuditJson.sharedTimelineParameters(
                    Route.get("/contacts/{id}/timeline", "getContactTimeline"))
                .says(TAG, "Everything that happened to a contact")
                .answers(200, AuditJson.SHARED_TIMELINE, "The entries, newest first")
                .refuses("not-found")
                .handledBy(call ->
                    AuditJson.sharedTimeline(
                        call, (before, limit) -> queries(call).timeline(id(call), before, limit))))
        .addAll(actions())
        .build();
  }

  private static List<Route> actions() {
    return List.of(
        Route.get("/contacts/{id}/duplicates", "findDuplicatesOfContact")
            .says("Duplicates", "Find contacts that look like a contact")
            .answers(200, DuplicateJson.CHECK, "The contacts that look alike")
            .refuses("forbidden", "not-found")
            .handledBy(call ->
                call.workspace()
                    .recordDuplicates()
                    .ofContact(new ContactId(call.id("contact")))
                    .map(check -> Reply.json(200, DuplicateJson.of("contact", check)))),
        Route.post("/validation/duplicates/contacts", "findDuplicatesOfContactDraft")
            .says("Duplicates", "Find contacts that look like one that is not there yet")
            .asking()
            .body(PeopleJson.EDIT, PeopleRoutes::problemsOfDraft)
            .answers(200, DuplicateJson.CHECK, "The contacts that look alike")
            .refuses("forbidden", "invalid")
            .handledBy(call ->
                call.workspace()
                    .recordDuplicates()
                    .ofContact(PeopleJson.read(call.body()))
                    .map(check -> Reply.json(200, DuplicateJson.of("contact", check)))),
        STEPS.step(
            "move",
            "Somebody works at another account now, or at none",
            PeopleJson.MOVE,
            (call, id) ->
                people(call).move(id, call.uuid("account").map(AccountId::new).orElse(null)),
            "unknown-account"),
        STEPS.step(
            "assign",
            "Give a contact to a user, to nobody, or to somebody of a pool",
            PeopleJson.ASSIGN,
            (call, id) ->
                NewOwner.give(
                    call,
                    owner -> people(call).assign(id, owner),
                    pool -> people(call).assignFrom(id, pool)),
            NewOwner.refusals()),
        STEPS.step(
            "note",
            "Write a note on a contact's timeline",
            PeopleJson.NOTE,
            (call, id) -> people(call).note(id, call.text("text")),
            "invalid"),
        STEPS.step(
            "restore",
            "Take a contact out of the bin",
            null,
            (call, id) -> people(call).restore(id),
            "contact-email-taken",
            "contact-external-id-taken"));
  }

  private static Outcome<Reply> read(Call call) {
    ContactQueries contacts = queries(call);
    return contacts
        .get(id(call))
        .map(view ->
            view.mergedInto() == null
                ? reply(call, 200, view)
                : Reply.empty(308)
                    .header("Location", call.link("/contacts/" + contacts.standsFor(view))));
  }

  private static Outcome<Reply> create(Call call) {
    UserId owner = call.uuid("owner").map(UserId::new).orElse(null);
    return people(call)
        .create(new People.Create(PeopleJson.read(call.body()), owner))
        .map(contact ->
            reply(call, 201, queries(call).shown(contact))
                .header("Location", call.link("/contacts/" + contact.id())));
  }

  private static List<Violation> problemsOfDraft(Call call, JsonNode body) {
    return people(call).problemsOf(PeopleJson.read(body)).stream()
        .filter(problem -> PeopleJson.hasBeenRead(body, problem.pointer()))
        .toList();
  }

  private static List<Violation> problemsOfEdit(Call call, JsonNode body) {
    return Edits.named(body, problemsOfDraft(call, body));
  }

  private static Outcome<Reply> shown(Call call, Outcome<Contact> outcome) {
    return outcome.map(contact -> reply(call, 200, queries(call).shown(contact)));
  }

  private static Reply reply(Call call, int status, ContactView view) {
    return Reply.json(status, PeopleJson.of(queries(call).fields(), view))
        .version(view.revision().version());
  }

  private static People people(Call call) {
    return call.workspace().people();
  }

  private static ContactQueries queries(Call call) {
    return call.workspace().contactQueries();
  }

  private static ContactId id(Call call) {
    return new ContactId(call.id("contact"));
  }
}
