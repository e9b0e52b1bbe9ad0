package dev.kith.crm.http.conversion;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.conversion.batch.BatchItemView;
import dev.kith.crm.application.conversion.batch.BatchView;
import dev.kith.crm.application.conversion.batch.ConversionBatch;
import dev.kith.crm.application.conversion.batch.ConversionBatch.Settings;
import dev.kith.crm.application.conversion.batch.ConversionBatches;
import dev.kith.crm.application.conversion.batch.ConversionBatches.Start;
import dev.kith.crm.application.conversion.batch.Fate;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.conversion.DuplicatePolicy;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.CsvDownload;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Person;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where many leads are converted at once, and where one watches. */
final class BatchPages {

  private static final String PATH = "/conversions/batches";
  private static final int PAGE = 50;

  private BatchPages() {}

  /**
   * @param next where the next page begins; null if there is none
   */
  record Log(List<BatchView> batches, @Nullable UUID next, boolean mayConvert) {
    Log {
      batches = ImmutableList.copyOf(batches);
    }
  }

  static void addTo(PageRoutes routes) {
    routes.get(PATH, BatchPages::list);
    routes.get(PATH + "/new", visit -> form(visit, 200, Problems.NONE));
    routes.post(PATH, BatchPages::start);
    on(routes::get, "", (visit, view) -> show(visit, view, "conversion/batch.jte"));
    on(routes::get, "/progress", (visit, view) -> show(visit, view, "conversion/progress.jte"));
    on(routes::get, "/failures.csv", BatchPages::failures);
    on(routes::post, "/retry", BatchPages::retry);
    on(routes::post, "/cancel", BatchPages::cancel);
    on(routes::post, "/convert", BatchPages::convert);
  }

  private static void on(
      BiConsumer<String, Consumer<Visit>> method, String rest, BiConsumer<Visit, BatchView> next) {
    method.accept(
        PATH + "/{id}" + rest,
        visit ->
            visit
                .pathId()
                .ifPresentOrElse(
                    id ->
                        visit.with(
                            batches(visit).get(new JobId(id)), view -> next.accept(visit, view)),
                    () -> visit.error(ErrorPage.NOT_FOUND)));
  }

  private static void list(Visit visit) {
    visit.with(
        batches(visit).list(visit.queryId("after").map(JobId::new).orElse(null), PAGE + 1),
        found ->
            visit.show(
                "conversion/batches.jte",
                "Batches of conversions",
                Section.CONVERSIONS,
                new Log(
                    found.stream().limit(PAGE).toList(),
                    found.size() > PAGE ? found.get(PAGE - 1).batch().id().value() : null,
                    mayConvert(visit))));
  }

  private static void form(Visit visit, int status, Problems problems) {
    List<UUID> leads = leads(visit);
    Outcome<ListQuery> query = where(visit);
    long count =
        leads.isEmpty()
            ? query.then(q -> visit.crm().leadQueries().list(q.limitedTo(1).withCount()))
                    instanceof Outcome.Done<Page<LeadView>>(var page)
                ? Objects.requireNonNullElse(page.total(), 0L)
                : 0
            : leads.size();
    visit.show(
        status,
        "conversion/start.jte",
        "Convert leads",
        Section.CONVERSIONS,
        new BatchForm(
            leads,
            said(visit, "filter"),
            said(visit, "q"),
            count,
            visit.form(),
            visit.crm().pipelines().list().orElse(List.of()),
            visit.actor().may(new Permission(Feature.LEAD, Action.ASSIGN))
                ? visit.owners()
                : List.of(),
            query instanceof Outcome.Refused<ListQuery>(var refusal) && leads.isEmpty()
                ? Problems.of(refusal)
                : problems));
  }

  private static void start(Visit visit) {
    List<LeadId> leads = leads(visit).stream().map(LeadId::new).toList();
    Outcome<Start> asked =
        leads.isEmpty() ? where(visit).map(Start::where) : Outcome.done(Start.of(leads));
    begin(
        visit,
        asked.map(start -> {
          Start whole = start.with(settings(visit));
          return visit.form("act").equals("dry") ? whole.dry() : whole;
        }));
  }

  private static void begin(Visit visit, Outcome<Start> asked) {
    switch (asked.then(start -> batches(visit).start(start))) {
      case Outcome.Done<BatchView>(var view) ->
          visit.go(PATH + "/" + view.batch().id(), Notice.CONVERSIONS_BEGUN);
      case Outcome.Refused<BatchView>(var refusal) ->
          form(visit, Visit.statusOf(refusal), Problems.of(refusal));
    }
  }

  private static Settings settings(Visit visit) {
    DuplicatePolicy policy =
        Stream.of(DuplicatePolicy.values())
            .filter(one -> one.name().equals(visit.form("duplicates")))
            .findFirst()
            .orElse(DuplicatePolicy.REVIEW);
    return new Settings(
        visit.form("open").equals("yes") ? ConvertPages.deal(visit) : null,
        visit.formIds("owner").stream().findFirst().map(UserId::new).orElse(null),
        policy);
  }

  /** Those of a dry run that would be converted are. */
  private static void convert(Visit visit, BatchView view) {
    List<LeadId> leads = new ArrayList<>();
    int after = 0;
    List<BatchItemView> some = items(visit, view, Fate.CONVERTED, after);
    while (!some.isEmpty()) {
      some.forEach(item -> leads.add(item.item().lead()));
      after = some.getLast().item().place();
      some = items(visit, view, Fate.CONVERTED, after);
    }
    begin(visit, Outcome.done(Start.of(leads).with(view.batch().settings())));
  }

  private static List<BatchItemView> items(
      Visit visit, BatchView view, @Nullable Fate fate, int after) {
    return batches(visit)
        .items(view.batch().id(), fate, after, ConversionBatches.LARGEST_LIST)
        .orElse(List.of());
  }

  private static void show(Visit visit, BatchView view, String template) {
    Fate fate =
        Stream.of(Fate.values())
            .filter(one -> one.name().equals(visit.query("outcome")))
            .findFirst()
            .orElse(null);
    int after = place(visit.query("after"));
    List<BatchItemView> found = items(visit, view, fate, after);
    BatchPage page =
        new BatchPage(
            view,
            fate,
            found.stream().limit(PAGE).toList(),
            found.size() > PAGE ? found.get(PAGE - 1).item().place() : null,
            owner(visit, view.batch()).orElse(null),
            mayConvert(visit),
            !view.state().isFinished()
                && visit.crm().jobs().get(view.batch().id()) instanceof Outcome.Done);
    visit.show(template, page.title(), Section.CONVERSIONS, page);
  }

  private static int place(String text) {
    return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : 0;
  }

  private static Optional<String> owner(Visit visit, ConversionBatch batch) {
    UserId owner = batch.settings().owner();
    return owner == null
        ? Optional.empty()
        : Optional.of(
            visit.owners().stream()
                .filter(person -> person.id().equals(owner.value()))
                .map(Person::name)
                .findFirst()
                .orElse("Somebody else"));
  }

  private static void retry(Visit visit, BatchView view) {
    DuplicatePolicy policy =
        Stream.of(DuplicatePolicy.values())
            .filter(one -> one.name().equals(visit.form("duplicates")))
            .findFirst()
            .orElse(null);
    UUID lead = visit.formIds("lead").stream().findFirst().orElse(new UUID(0, 0));
    visit.with(
        batches(visit).retry(view.batch().id(), new LeadId(lead), policy),
        item ->
            visit.go(
                PATH + "/" + view.batch().id() + "#lead-" + lead, Notice.CONVERSION_TRIED_AGAIN));
  }

  private static void cancel(Visit visit, BatchView view) {
    visit.with(
        visit.crm().jobs().cancel(view.batch().id()),
        job -> visit.go(PATH + "/" + view.batch().id(), Notice.JOB_CANCELLED));
  }

  private static void failures(Visit visit, BatchView view) {
    CsvDownload.send(
        visit,
        "failures.csv",
        Outcome.done(ListQuery.all(visit.crm().leadQueries().fields())),
        (query, file) -> batches(visit).failuresAsCsv(view.batch().id(), file));
  }

  /** Those that are named, in the address or in the form. */
  private static List<UUID> leads(Visit visit) {
    return Stream.concat(
            visit.ctx().queryParams("lead").stream().flatMap(id -> ShapeCheck.uuid(id).stream()),
            visit.formIds("lead").stream())
        .distinct()
        .toList();
  }

  private static Outcome<ListQuery> where(Visit visit) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String name : List.of("filter", "q")) {
      if (!said(visit, name).isEmpty()) {
        parameters.put(name, said(visit, name));
      }
    }
    return BatchJson.where(visit.crm().leadQueries(), visit.wholeCrm().signingKey(), parameters);
  }

  private static String said(Visit visit, String name) {
    return visit.query(name).isEmpty() ? visit.form(name) : visit.query(name);
  }

  private static boolean mayConvert(Visit visit) {
    return visit.actor().may(new Permission(Feature.LEAD, Action.EDIT));
  }

  private static ConversionBatches batches(Visit visit) {
    return visit.crm().conversionBatches();
  }
}
