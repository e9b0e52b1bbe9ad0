package dev.kith.crm.http.intake;

import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.application.intake.Imports;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.intake.CsvFormat;
import dev.kith.crm.domain.intake.Encoding;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The pages on which files of leads are uploaded, mapped, started and watched. */
public final class ImportPages {

  private static final int LISTED = 50;

  private ImportPages() {}

  /**
   * @param next the address of the page after this; null on the last
   */
  record ImportList(List<ImportView> imports, @Nullable String next) {}

  record Upload(long largest, Problems problems) {}

  public static void addTo(PageRoutes routes) {
    routes.get("/imports", ImportPages::list);
    routes.get("/imports/new", visit -> showUpload(visit, 200, Problems.NONE));
    routes.post("/imports/new", ImportPages::upload);
    routes.get(
        "/imports/{id}", visit -> onImport(visit, view -> show(visit, 200, view, Problems.NONE)));
    routes.get("/imports/{id}/progress", visit -> onImport(visit, view -> part(visit, view)));
    routes.post("/imports/{id}/format", visit -> onImport(visit, view -> reread(visit, view)));
    routes.post("/imports/{id}/mapping", visit -> onImport(visit, view -> map(visit, view)));
    routes.post("/imports/{id}/cancel", visit -> onImport(visit, view -> cancel(visit, view)));
    routes.post("/imports/{id}/delete", visit -> onImport(visit, view -> delete(visit, view)));
    routes.get("/imports/{id}/errors.csv", visit -> onImport(visit, view -> errors(visit, view)));
  }

  private static void list(Visit visit) {
    ImportId after = visit.queryId("after").map(ImportId::new).orElse(null);
    visit.with(
        visit.crm().imports().list(after, LISTED + 1),
        found -> {
          List<ImportView> shown = found.stream().limit(LISTED).toList();
          String next = found.size() > LISTED ? "/imports?after=" + shown.getLast().id() : null;
          visit.show("intake/imports.jte", "Imports", Section.IMPORTS, new ImportList(shown, next));
        });
  }

  private static void showUpload(Visit visit, int status, Problems problems) {
    visit.show(
        status,
        "intake/upload.jte",
        "Import leads",
        Section.IMPORTS,
        new Upload(Imports.USUAL_LARGEST_FILE, problems));
  }

  private static void upload(Visit visit) {
    UploadedFile file = visit.ctx().uploadedFile("file");
    if (file == null || file.filename().isEmpty()) {
      showUpload(visit, 422, Problems.at("file", "Choose a file first."));
      return;
    }
    try (InputStream content = file.content()) {
      switch (visit.crm().imports().upload(file.filename(), content)) {
        case Outcome.Done<ImportView>(var view) -> visit.go(path(view));
        case Outcome.Refused<ImportView>(var refusal) ->
            showUpload(visit, Visit.statusOf(refusal), Problems.at("file", refusal.detail()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps the mapping, and starts if the person pressed that button. */
  private static void map(Visit visit, ImportView view) {
    Imports imports = visit.crm().imports();
    Outcome<ImportView> mapped = imports.map(view.id(), mapping(visit, view));
    boolean start = visit.form("do").equals("start");
    switch (start ? mapped.then(m -> imports.start(m.id())) : mapped) {
      case Outcome.Done<ImportView> done when start -> visit.go(path(view), Notice.IMPORT_STARTED);
      case Outcome.Done<ImportView> done -> visit.go(path(view));
      case Outcome.Refused<ImportView>(var refusal) ->
          onImport(visit, now -> show(visit, Visit.statusOf(refusal), now, Problems.of(refusal)));
    }
  }

  private static ImportMapping mapping(Visit visit, ImportView view) {
    Map<Integer, ImportTarget> targets = new TreeMap<>();
    for (ImportView.Column column : view.columns()) {
      ImportTarget.named(visit.form("column." + column.number()))
          .ifPresent(t -> targets.put(column.number(), t));
    }
    HeaderRow header =
        Arrays.stream(HeaderRow.values())
            .filter(h -> h.name().equals(visit.form("header")))
            .findFirst()
            .orElse(view.mapping().header());
    return new ImportMapping(header, targets);
  }

  private static void reread(Visit visit, ImportView view) {
    String delimiter = visit.form("delimiter");
    Encoding encoding =
        Arrays.stream(Encoding.values())
            .filter(e -> e.name().equals(visit.form("encoding")))
            .findFirst()
            .orElse(view.format().encoding());
    CsvFormat old = view.format();
    CsvFormat format =
        new CsvFormat(
            encoding,
            ImportPage.DELIMITERS.containsKey(delimiter) ? delimiter.charAt(0) : old.delimiter(),
            old.quote(),
            old.backslash());
    answer(visit, view, visit.crm().imports().reread(view.id(), format));
  }

  private static void cancel(Visit visit, ImportView view) {
    switch (visit.crm().imports().cancel(view.id())) {
      case Outcome.Done<ImportView> done -> visit.go(path(view), Notice.IMPORT_CANCELLED);
      case Outcome.Refused<ImportView>(var refusal) ->
          onImport(visit, now -> show(visit, Visit.statusOf(refusal), now, Problems.of(refusal)));
    }
  }

  private static void delete(Visit visit, ImportView view) {
    switch (visit.crm().imports().delete(view.id())) {
      case Outcome.Done<ImportId> done -> visit.go("/imports", Notice.IMPORT_DISCARDED);
      case Outcome.Refused<ImportId>(var refusal) ->
          show(visit, Visit.statusOf(refusal), view, Problems.of(refusal));
    }
  }

  private static void answer(Visit visit, ImportView view, Outcome<ImportView> outcome) {
    switch (outcome) {
      case Outcome.Done<ImportView> done -> visit.go(path(view));
      case Outcome.Refused<ImportView>(var refusal) ->
          show(visit, Visit.statusOf(refusal), view, Problems.of(refusal));
    }
  }

  private static void errors(Visit visit, ImportView view) {
    visit
        .ctx()
        .contentType("text/csv; charset=utf-8")
        .header("Cache-Control", "no-store")
        .header("Content-Disposition", "attachment; filename=\"errors-" + view.id() + ".csv\"");
    Outcome<Long> written = visit.crm().imports().errorsAsCsv(view.id(), visit.body());
    if (written instanceof Outcome.Refused<Long>(var refusal)) {
      visit.ctx().res().setHeader("Content-Disposition", null);
      visit.refuse(refusal);
    }
  }

  private static void part(Visit visit, ImportView view) {
    if (visit.wantsPart()) {
      visit.show(
          "intake/progress.jte",
          view.file().name(),
          Section.IMPORTS,
          page(visit, view, Problems.NONE));
    } else {
      visit.go(path(view));
    }
  }

  private static void show(Visit visit, int status, ImportView view, Problems problems) {
    visit.show(
        status,
        "intake/import.jte",
        view.file().name(),
        Section.IMPORTS,
        page(visit, view, problems));
  }

  private static ImportPage page(Visit visit, ImportView view, Problems problems) {
    return new ImportPage(
        view, visit.actor().may(new Permission(Feature.IMPORT, Action.CREATE)), problems);
  }

  private static void onImport(Visit visit, Consumer<ImportView> next) {
    Optional<UUID> id = visit.pathId();
    if (id.isEmpty()) {
      visit.error(ErrorPage.NOT_FOUND);
    } else {
      visit.with(visit.crm().imports().get(new ImportId(id.get())), next);
    }
  }

  private static String path(ImportView view) {
    return "/imports/" + view.id();
  }
}
