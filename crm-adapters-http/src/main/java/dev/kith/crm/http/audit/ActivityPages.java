package dev.kith.crm.http.audit;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.audit.AuditReport;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.http.pages.EntryWords;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Person;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What somebody did, newest first, and whether the trail is what was written. */
public final class ActivityPages {

  private static final int SHOWN = 50;

  private ActivityPages() {}

  /**
   * @param next the address of the page after this; null on the last
   * @param report what verifying found; null unless it was asked for
   */
  record Activity(
      List<Person> people,
      UUID user,
      List<EntryWords> entries,
      @Nullable String next,
      @Nullable AuditReport report) {

    /** Of a change of more, the history of the record tells the rest. */
    static final int MOST_FIELDS = 6;

    Activity {
      entries = ImmutableList.copyOf(entries);
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get("/activity", visit -> show(visit, null));
    routes.post(
        "/activity/verify",
        visit -> visit.with(visit.crm().auditTrail().verify(), report -> show(visit, report)));
  }

  private static void show(Visit visit, @Nullable AuditReport report) {
    UUID user = visit.queryId("user").orElse(visit.actor().id().value());
    UUID before = visit.queryId("before").orElse(null);
    visit.with(
        visit.crm().auditTrail().activity(new UserId(user), before, SHOWN + 1),
        entries -> {
          List<EntryWords> shown = visit.tell(entries.stream().limit(SHOWN).toList());
          String next =
              entries.size() > SHOWN
                  ? "/activity?user=" + user + "&before=" + shown.getLast().id()
                  : null;
          visit.show(
              "audit/activity.jte",
              "Activity",
              Section.ACTIVITY,
              new Activity(people(visit), user, shown, next, report));
        });
  }

  /** Everybody who can own records, and oneself. */
  private static List<Person> people(Visit visit) {
    List<Person> people = new ArrayList<>(visit.owners());
    UUID self = visit.actor().id().value();
    if (people.stream().noneMatch(p -> p.id().equals(self))) {
      people.addFirst(new Person(self, visit.actor().name()));
    }
    return people;
  }
}
