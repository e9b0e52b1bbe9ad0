package dev.kith.crm.http.audit;

import dev.kith.crm.application.audit.AuditReport;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Person;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import dev.kith.crm.http.pages.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What somebody did, newest first, and whether the trail is what was written. */
public final class ActivityPages {

  private static final int SHOWN = 50;

  private static final int MOST_FIELDS = 6;

  private ActivityPages() {}

  /**
   * @param next the address of the page after this; null on the last
   * @param report what verifying found; null unless it was asked for
   */
  record Activity(
      List<Person> people,
      UUID user,
      List<AuditEntry> entries,
      @Nullable String next,
      @Nullable AuditReport report) {

    /** Where the record can be looked at; null where there is no page for it. */
    static @Nullable String href(AuditEntry entry) {
      UUID id = entry.subject().id();
      return switch (entry.subject().type()) {
        case "lead" -> "/leads/" + id;
        case "import" -> "/imports/" + id;
        case "user" -> "/users/" + id;
        case "role" -> "/roles/" + id;
        default -> null;
      };
    }

    /** The action without its record, which stands in a column of its own. */
    static String what(AuditEntry entry) {
      return Words.ofCode(entry.action().substring(entry.action().indexOf('.') + 1));
    }

    static String changed(AuditEntry entry) {
      int more = entry.changes().size() - MOST_FIELDS;
      return entry.changes().stream()
              .limit(MOST_FIELDS)
              .map(c -> Words.ofField(c.field()))
              .collect(Collectors.joining(", "))
          + (more > 0 ? " and " + more + " more" : "");
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
          List<AuditEntry> shown = entries.stream().limit(SHOWN).toList();
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
