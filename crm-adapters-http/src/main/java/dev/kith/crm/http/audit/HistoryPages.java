package dev.kith.crm.http.audit;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.http.pages.EntryWords;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Everything that happened to a record of any kind, field by field, also to one that is gone. */
public final class HistoryPages {

  private static final int SHOWN = 50;

  private static final Predicate<String> NUMBER =
      Pattern.compile("[1-9][0-9]{0,17}").asMatchPredicate();

  private HistoryPages() {}

  /**
   * @param record what it is the history of
   * @param href where that is looked at; null if nowhere
   * @param next the address of the page after this; null on the last
   */
  record History(
      String record, @Nullable String href, List<EntryWords> entries, @Nullable String next) {
    History {
      entries = ImmutableList.copyOf(entries);
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get("/history/{type}/{id}", HistoryPages::show);
  }

  private static void show(Visit visit) {
    Optional<RecordWords> kind = visit.histories().kind(visit.ctx().pathParam("type"));
    Optional<UUID> id = visit.pathId();
    String before = visit.query("before");
    if (kind.isEmpty() || id.isEmpty() || !(before.isEmpty() || NUMBER.test(before))) {
      visit.error(ErrorPage.NOT_FOUND);
      return;
    }
    Subject subject = new Subject(kind.get().type(), id.get());
    Outcome<List<AuditEntry>> read =
        visit
            .crm()
            .auditTrail()
            .history(subject, before.isEmpty() ? null : Long.valueOf(before), SHOWN + 1);
    // Whoever may not see it is not told either whether there is anything.
    if (read instanceof Outcome.Done<List<AuditEntry>>(var entries)
        && (!entries.isEmpty() || kind.get().isUntold())) {
      show(visit, kind.get(), subject, entries);
    } else {
      visit.error(ErrorPage.NOT_FOUND);
    }
  }

  private static void show(
      Visit visit, RecordWords kind, Subject subject, List<AuditEntry> entries) {
    List<EntryWords> shown = visit.tell(entries.stream().limit(SHOWN).toList());
    String next =
        entries.size() > SHOWN
            ? "/history/"
                + subject.type()
                + "/"
                + subject.id()
                + "?before="
                + shown.getLast().position()
            : null;
    // The newest entry that knows the name has it as it is.
    String record =
        shown.stream()
            .filter(entry -> entry.name() != null)
            .findFirst()
            .map(EntryWords::record)
            .orElseGet(kind::label);
    visit.show(
        "audit/history.jte",
        "History of " + record,
        Section.ACTIVITY,
        new History(record, kind.href(subject.id(), visit.actor()), shown, next));
  }
}
