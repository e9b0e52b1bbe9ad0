package dev.kith.crm.http.lead;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.intake.LeadExport;
import dev.kith.crm.application.lead.LeadQueries;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.Cursors;
import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.ListRequests;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.intake.attribution.TouchHistory;
import dev.kith.crm.domain.intake.enrichment.Provenance;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.assignment.Sharing;
import dev.kith.crm.http.conversion.Became;
import dev.kith.crm.http.pages.CsvDownload;
import dev.kith.crm.http.pages.EntryWords;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.PageJson;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import dev.kith.crm.http.scoring.LeadEngagement;
import dev.kith.crm.http.task.RelatedTasks;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The pages on which leads are found and read. {@link LeadForms} has those that change them. */
public final class LeadPages {

  private static final int PAGE = 50;
  private static final int FOUND = 8;

  /** Columns that say nothing on a list, or stand there already. */
  private static final Set<String> NO_COLUMNS =
      ImmutableSet.of("id", "name", "ownerName", "version", "deletedAt", "givenName", "familyName");

  private LeadPages() {}

  public static void addTo(PageRoutes routes) {
    routes.get("/leads", LeadPages::list);
    routes.get("/leads/export.csv", LeadPages::export);
    routes.get("/leads/find", LeadPages::find);
    routes.get("/leads/tags", LeadTagOptions::answer);
    // Before the pages of one lead: addresses are tried in order, and "new" would pass for an id.
    LeadForms.addTo(routes);
    routes.get("/leads/{id}", visit -> onLead(visit, lead -> show(visit, lead)));
    routes.get("/leads/{id}/timeline", LeadPages::timeline);
  }

  /** A lead that was merged into another is looked at there. */
  private static void show(Visit visit, LeadView lead) {
    if (lead.mergedInto() == null) {
      visit.show(
          "lead/detail.jte", lead.displayName(), Section.LEADS, page(visit, lead, Problems.NONE));
    } else {
      visit.moved("/leads/" + visit.crm().leadQueries().standsFor(lead));
    }
  }

  private static void list(Visit visit) {
    LeadListState state = LeadListState.of(visit.ctx());
    LeadQueries queries = visit.crm().leadQueries();
    switch (query(visit, state).then(q -> queries.list(q.limitedTo(PAGE).withCount()))) {
      case Outcome.Done<Page<LeadView>>(var page) ->
          visit.show(
              "lead/list.jte",
              state.showsBin() ? "Deleted leads" : "Leads",
              Section.LEADS,
              listPage(visit, state, page, List.of()));
      case Outcome.Refused<Page<LeadView>>(var refusal) -> {
        if (refusal.kind() == Refusal.Kind.INVALID) {
          Page<LeadView> nothing = new Page<>(List.of(), null, 0L);
          visit.show(
              400,
              "lead/list.jte",
              "Leads",
              Section.LEADS,
              listPage(visit, state, nothing, refusal.violations()));
        } else {
          visit.refuse(refusal);
        }
      }
    }
  }

  private static LeadListPage listPage(
      Visit visit, LeadListState state, Page<LeadView> page, List<Violation> problems) {
    ListQuery usual = ListQuery.all(visit.crm().leadQueries().fields());
    var sort =
        query(visit, state.at(null)) instanceof Outcome.Done<ListQuery>(var q)
            ? q.sort()
            : usual.sort();
    var cursor = page.next();
    String next =
        cursor == null
            ? null
            : state.at(Cursors.write(cursor, sort, visit.wholeCrm().signingKey())).href();
    List<Field<LeadView>> choices =
        visit.crm().leadQueries().fields().fields().stream()
            .filter(f -> !NO_COLUMNS.contains(f.name()))
            .toList();
    List<LeadListPage.Column> columns =
        state.columns().stream()
            .flatMap(name -> choices.stream().filter(f -> f.name().equals(name)))
            .map(f -> new LeadListPage.Column(f.name(), f.label(), f.sortable()))
            .toList();
    return new LeadListPage(
        state,
        new LeadListPage.Column(
            "name", "Name", visit.crm().leadQueries().fields().find("name").isPresent()),
        columns,
        choices,
        sort.getFirst(),
        page.items(),
        Objects.requireNonNullElse(page.total(), 0L),
        state.showsBin() || !visit.actor().may(new Permission(Feature.LEAD, Action.EDIT))
            ? null
            : state.convertAll(visit.actor().id()),
        next,
        visit.owners(),
        problems);
  }

  private static Outcome<ListQuery> query(Visit visit, LeadListState state) {
    return ListRequests.parse(
        visit.crm().leadQueries().fields(),
        state.parameters(visit.actor().id()),
        visit.wholeCrm().signingKey());
  }

  /** The list as it is shown, all pages of it, with the same columns in the same order. */
  private static void export(Visit visit) {
    LeadListState state = LeadListState.of(visit.ctx()).at(null);
    LeadExport export = visit.crm().leadExport();
    Set<String> columns = new LinkedHashSet<>();
    Stream.concat(Stream.of("name"), state.columns().stream())
        .map(column -> column.equals("owner") ? "ownerName" : column)
        // What is hidden has no column on the page either.
        .filter(column -> visit.crm().leadQueries().fields().find(column).isPresent())
        .forEach(columns::add);
    Map<String, String> parameters = state.parameters(visit.actor().id());
    parameters.put("fields", String.join(",", columns));
    CsvDownload.send(
        visit,
        "leads.csv",
        ListRequests.parse(
            visit.crm().leadQueries().fields(), parameters, visit.wholeCrm().signingKey()),
        (query, file) -> export.csv(query, true, file));
  }

  /** What the palette shows while somebody types. */
  private static void find(Visit visit) {
    LeadQueries queries = visit.crm().leadQueries();
    ListQuery query = ListQuery.all(queries.fields()).searching(visit.query("q")).limitedTo(FOUND);
    List<Map<String, String>> found =
        visit.query("q").isBlank()
                || !(queries.list(query) instanceof Outcome.Done<Page<LeadView>>(var page))
            ? List.of()
            : page.items().stream().map(LeadPages::hit).toList();
    visit
        .ctx()
        .contentType("application/json")
        .header("Cache-Control", "no-store")
        .result(PageJson.write(found));
  }

  private static Map<String, String> hit(LeadView lead) {
    Map<String, String> hit = new LinkedHashMap<>();
    hit.put("label", lead.displayName());
    hit.put("href", "/leads/" + lead.id());
    hit.put("hint", Objects.requireNonNullElse(lead.get(LeadField.COMPANY), ""));
    return hit;
  }

  private static void timeline(Visit visit) {
    onLead(
        visit,
        lead ->
            visit.show(
                visit.wantsPart() ? "lead/entries.jte" : "lead/history.jte",
                "History of " + lead.displayName(),
                Section.LEADS,
                history(visit, lead, visit.queryId("before").orElse(null))));
  }

  /** Goes on with the lead of the address, or says that there is none. */
  static void onLead(Visit visit, Consumer<LeadView> next) {
    leadId(visit)
        .ifPresentOrElse(
            id -> visit.with(visit.crm().leadQueries().get(id), next),
            () -> visit.error(ErrorPage.NOT_FOUND));
  }

  private static Optional<LeadId> leadId(Visit visit) {
    return visit.pathId().map(LeadId::new);
  }

  static LeadPage page(Visit visit, LeadView lead, Problems problems) {
    Set<Action> reachable = visit.reaching(Feature.LEAD, lead.owner());
    return new LeadPage(
        lead,
        reachable,
        visit.owners(),
        Sharing.of(visit, Lead.subjectOf(lead.id()), reachable.contains(Action.ASSIGN)),
        shown(visit),
        touches(visit, lead),
        LeadConsents.of(visit, lead),
        enrichment(visit, lead),
        LeadScoreCard.of(visit, lead),
        LeadAwards.of(visit, lead, reachable.contains(Action.EDIT)),
        Became.of(visit, lead.id()),
        RelatedTasks.of(visit, Lead.subjectOf(lead.id()), !lead.revision().isDeleted()),
        LeadEngagement.recent(visit, lead.id(), reachable.contains(Action.EDIT)),
        history(visit, lead, null),
        visit.form("text"),
        visit.crm().leadQueries().fields().find(LeadField.TAGS.code()).isPresent()
            ? visit.form("tags")
            : null,
        visit.now(),
        problems);
  }

  private static Set<String> shown(Visit visit) {
    return visit.crm().leadQueries().fields().fields().stream()
        .map(Field::name)
        .collect(ImmutableSet.toImmutableSet());
  }

  private static LeadEnrichment enrichment(Visit visit, LeadView lead) {
    return switch (visit.crm().enrichments().of(lead.id())) {
      case Outcome.Done<Provenance>(var provenance) -> new LeadEnrichment(provenance);
      // As with touches.
      case Outcome.Refused<Provenance> gone ->
          new LeadEnrichment(new Provenance(List.of(), List.of()));
    };
  }

  private static LeadTouches touches(Visit visit, LeadView lead) {
    return switch (visit.crm().touches().of(lead.id())) {
      case Outcome.Done<TouchHistory>(var history) -> new LeadTouches(history);
      // The lead went away while its page was made.
      case Outcome.Refused<TouchHistory> gone ->
          new LeadTouches(TouchHistory.of(List.of(), lead.status()));
    };
  }

  private static LeadPage.History history(Visit visit, LeadView lead, @Nullable UUID before) {
    return switch (visit.crm().leadQueries().timeline(lead.id(), before, LeadPage.HISTORY + 1)) {
      case Outcome.Refused<?> none -> new LeadPage.History(lead, List.of(), null);
      case Outcome.Done<List<AuditEntry>>(var entries) -> {
        List<EntryWords> shown = visit.tell(entries.stream().limit(LeadPage.HISTORY).toList());
        yield new LeadPage.History(
            lead, shown, entries.size() > LeadPage.HISTORY ? shown.getLast().id() : null);
      }
    };
  }
}
