package dev.kith.crm.http.intake.contact;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.intake.contact.Contacts;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.intake.contact.QuietHours;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.util.ArrayList;
import java.util.List;

/** Whether leads may be contacted, over REST. */
public final class ContactRoutes {

  private static final String TAG = "Contact";
  private static final String[] ON_A_LEAD = {
    "not-found", "forbidden", "lead-deleted", "lead-merged"
  };

  private ContactRoutes() {}

  public static List<Route> all() {
    return ImmutableList.<Route>builder()
        .add(
            Route.get("/leads/{id}/contact", "getContactOverview")
                .says(TAG, "Tell on which channels a lead may be contacted now, for which purpose")
                .answers(200, ContactJson.OVERVIEW, "An answer for each channel and purpose")
                .refuses(ON_A_LEAD)
                .handledBy(call ->
                    contacts(call)
                        .overview(lead(call))
                        .map(answers -> Reply.json(200, ContactJson.overview(answers)))),
            Route.get("/contacts/{id}/contact", "getContactOverviewOfContact")
                .says(
                    TAG, "Tell the same of a contact, by what was said as the leads that became it")
                .answers(200, ContactJson.PERSON, "An answer for each channel and purpose")
                .refuses("not-found", "forbidden", "contact-deleted", "contact-merged")
                .handledBy(call ->
                    call.workspace()
                        .conversions()
                        .mayContact(new ContactId(call.id("contact")))
                        .map(answers -> Reply.json(200, ContactJson.ofPerson(answers)))),
            Route.post("/leads/{id}:check-contact", "checkContact")
                .says(TAG, "Ask whether a lead may be contacted now, if not why, and when again")
                .body(ContactJson.QUESTION)
                .asking()
                .answers(200, ContactJson.ANSWER, "The answer")
                .refuses(ON_A_LEAD)
                .handledBy(call ->
                    contacts(call)
                        .check(
                            lead(call),
                            ContactJson.channel(call.body()),
                            ContactJson.purpose(call.body()))
                        .map(answer -> Reply.json(200, ContactJson.of(answer)))),
            Route.post("/leads:check-contact", "checkContacts")
                .says(TAG, "Ask the same about up to " + Contacts.LARGEST_BATCH + " leads at once")
                .body(ContactJson.QUESTIONS)
                .asking()
                .answers(200, ContactJson.ANSWERS, "An answer for each, or why there is none")
                .refuses("invalid", "forbidden")
                .handledBy(call ->
                    contacts(call)
                        .checkAll(
                            leads(call),
                            ContactJson.channel(call.body()),
                            ContactJson.purpose(call.body()))
                        .map(answers -> Reply.json(200, ContactJson.answers(answers)))),
            Route.get("/contact/quiet-hours", "getQuietHours")
                .says(TAG, "Read the hours in which nobody is disturbed")
                .answers(200, QuietHoursJson.HOURS, "The hours in force")
                .refuses("forbidden")
                .handledBy(call -> hours(contacts(call).quietHours())),
            Route.put("/contact/quiet-hours", "setQuietHours")
                .says(TAG, "Replace the hours in which nobody is disturbed")
                .body(QuietHoursJson.SETTINGS)
                .versioned()
                .answers(200, QuietHoursJson.HOURS, "The hours in force")
                .refuses("forbidden", "invalid")
                .handledBy(call ->
                    hours(
                        QuietHoursJson.read(call.body())
                            .then(settings -> contacts(call).setQuietHours(settings)))))
        .addAll(SuppressionRoutes.all())
        .build();
  }

  private static Outcome<Reply> hours(Outcome<QuietHours> outcome) {
    return outcome.map(
        hours -> Reply.json(200, QuietHoursJson.of(hours)).version(hours.revision().version()));
  }

  private static List<LeadId> leads(Call call) {
    List<LeadId> leads = new ArrayList<>();
    call.body()
        .path("leads")
        .forEach(id -> leads.add(new LeadId(ShapeCheck.uuid(id.textValue()).orElseThrow())));
    return leads;
  }

  private static Contacts contacts(Call call) {
    return call.workspace().contacts();
  }

  private static LeadId lead(Call call) {
    return new LeadId(call.id("lead"));
  }
}
