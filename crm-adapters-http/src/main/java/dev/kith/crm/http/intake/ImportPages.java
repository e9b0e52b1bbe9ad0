package dev.kith.crm.http.intake;

import static java.util.stream.Collectors.toCollection;

import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.application.intake.Imports;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.preset.MappingPreset;
import dev.kith.crm.domain.intake.preset.MappingPresetId;
import dev.kith.crm.domain.intake.source.Declared;
import dev.kith.crm.domain.intake.source.Encoding;
import dev.kith.crm.domain.intake.source.FileFormat;
import dev.kith.crm.domain.intake.source.FileFormat.Csv;
import dev.kith.crm.domain.intake.source.FileFormat.Ndjson;
import dev.kith.crm.domain.intake.source.FileFormat.VCard;
import dev.kith.crm.domain.intake.source.FileFormat.Xlsx;
import dev.kith.crm.domain.lead.CustomField;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.pages.Choice;
import dev.kith.crm.http.pages.ErrorPage;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The pages on which files of leads are uploaded, mapped, started and watched. */
public final class ImportPages {

  private static final int LISTED = 50;

  private ImportPages() {}

  /**
   * @param next the address of the page after this; null on the last
   */
  record ImportList(List<ImportView> imports, @Nullable String next) {
    String title(ImportView view) {
      return ImportWords.title(view.kind());
    }
  }

  /**
   * @param kinds what the rows can be besides leads
   */
  record Upload(List<Choice> kinds, long largest, Problems problems) {}

  public static void addTo(PageRoutes routes) {
    routes.get("/imports", ImportPages::list);
    routes.get("/imports/new", visit -> showUpload(visit, 200, Problems.NONE));
    routes.post("/imports/new", ImportPages::upload);
    routes.get(
        "/imports/{id}", visit -> onImport(visit, view -> show(visit, 200, view, Problems.NONE)));
    routes.get("/imports/{id}/progress", visit -> onImport(visit, view -> part(visit, view)));
    routes.post("/imports/{id}/format", visit -> onImport(visit, view -> reread(visit, view)));
    routes.post("/imports/{id}/mapping", visit -> onImport(visit, view -> map(visit, view)));
    routes.post("/imports/{id}/preset", visit -> onImport(visit, view -> applyPreset(visit, view)));
    step(routes, "start", Imports::start, Notice.IMPORT_STARTED);
    step(routes, "pause", Imports::pause, Notice.IMPORT_PAUSED);
    step(routes, "cancel", Imports::cancel, Notice.IMPORT_CANCELLED);
    step(routes, "revert", Imports::revert, Notice.IMPORT_REVERTING);
    routes.post("/imports/{id}/delete", visit -> onImport(visit, view -> delete(visit, view)));
    routes.get(
        "/imports/{id}/errors.csv",
        visit ->
            onImport(
                visit,
                view ->
                    download(
                        visit,
                        "errors-" + view.id(),
                        to -> visit.crm().imports().errorsAsCsv(view.id(), to))));
    routes.get(
        "/imports/{id}/kept.csv",
        visit ->
            onImport(
                visit,
                view ->
                    download(
                        visit,
                        "kept-" + view.id(),
                        to -> visit.crm().imports().keptAsCsv(view.id(), to))));
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
        "Import a file",
        Section.IMPORTS,
        new Upload(
            Arrays.stream(RecordKind.values())
                .filter(kind -> visit.actor().may(kind.creating()))
                .map(kind ->
                    new Choice(
                        kind.singular(),
                        ImportWords.title(kind),
                        kind.singular().equals(visit.query("of"))
                            || kind.singular().equals(visit.form("of"))))
                .toList(),
            visit.wholeCrm().largestImport(),
            problems));
  }

  private static void upload(Visit visit) {
    RecordKind kind = RecordKind.named(visit.form("of")).orElse(null);
    UploadedFile file = visit.ctx().uploadedFile("file");
    if (file == null || file.filename().isEmpty()) {
      showUpload(visit, 422, Problems.at("file", "Choose a file first."));
      return;
    }
    try (InputStream content = file.content()) {
      switch (visit.crm().imports().upload(file.filename(), content, Declared.NOTHING.of(kind))) {
        case Outcome.Done<ImportView>(var view) -> visit.go(path(view));
        case Outcome.Refused<ImportView>(var refusal) ->
            showUpload(visit, Visit.statusOf(refusal), Problems.at("file", refusal.detail()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps the mapping and the rules, and checks or starts if the person pressed that button. */
  private static void map(Visit visit, ImportView view) {
    Imports imports = visit.crm().imports();
    ImportId id = view.id();
    Outcome<ImportView> mapped =
        imports
            .map(id, mapping(visit, view))
            .then(m -> imports.follow(id, SentRules.of(visit, view.rules())));
    String wish = visit.form("do");
    Outcome<ImportView> outcome =
        switch (wish) {
          case "start" -> mapped.then(m -> imports.start(id));
          case "check" -> mapped.then(m -> imports.check(id));
          case "preset" -> mapped.then(m -> savedAsPreset(visit, m));
          default -> mapped;
        };
    switch (outcome) {
      case Outcome.Done<ImportView> done when wish.equals("start") ->
          visit.go(path(view), Notice.IMPORT_STARTED);
      case Outcome.Done<ImportView> done when wish.equals("check") ->
          visit.go(path(view), Notice.IMPORT_CHECKING);
      case Outcome.Done<ImportView> done when wish.equals("preset") ->
          visit.go(path(view), Notice.PRESET_SAVED);
      case Outcome.Done<ImportView> done -> visit.go(path(view));
      case Outcome.Refused<ImportView>(var refusal) ->
          onImport(visit, now -> show(visit, Visit.statusOf(refusal), now, Problems.of(refusal)));
    }
  }

  /** Under the name of the one that it replaces, where none is said. */
  private static Outcome<ImportView> savedAsPreset(Visit visit, ImportView view) {
    Optional<MappingPreset> replaced =
        presetNamed(visit, "replaced")
            .flatMap(id ->
                ImportPage.presets(visit, view).stream()
                    .filter(p -> p.id().equals(id))
                    .findFirst());
    String name = visit.form("presetName");
    return visit
        .crm()
        .imports()
        .saveAsPreset(
            view.id(),
            name.isBlank() ? replaced.map(MappingPreset::name).orElse(name) : name,
            replaced.map(MappingPreset::id).orElse(null))
        .map(saved -> view);
  }

  private static void applyPreset(Visit visit, ImportView view) {
    presetNamed(visit, "preset")
        .ifPresentOrElse(
            preset -> {
              switch (visit.crm().imports().apply(view.id(), preset)) {
                case Outcome.Done<ImportView> done -> visit.go(path(view), Notice.PRESET_APPLIED);
                case Outcome.Refused<ImportView>(var refusal) ->
                    show(visit, Visit.statusOf(refusal), view, Problems.of(refusal));
              }
            },
            () -> visit.go(path(view)));
  }

  private static Optional<MappingPresetId> presetNamed(Visit visit, String field) {
    return ShapeCheck.uuid(visit.form(field)).map(MappingPresetId::new);
  }

  private static ImportMapping mapping(Visit visit, ImportView view) {
    Map<Integer, ImportTarget> targets = new TreeMap<>();
    for (ImportView.Column column : view.columns()) {
      ImportTarget.named(visit.form("column." + column.number()))
          .ifPresent(t -> targets.put(column.number(), t));
    }
    if (visit.form("do").equals("keep")) {
      keepRest(view, targets);
    }
    HeaderRow header =
        Arrays.stream(HeaderRow.values())
            .filter(h -> h.name().equals(visit.form("header")))
            .findFirst()
            .orElse(view.mapping().header());
    return view.kind() == null
        ? new ImportMapping(header, targets, ImportConstants.ofLeads(visit))
        : ImportMapping.of(ImportConstants.of(view.kind(), visit), header, targets);
  }

  /** Each column that would be left out becomes a custom field of its own. */
  private static void keepRest(ImportView view, Map<Integer, ImportTarget> targets) {
    Set<String> taken =
        targets.values().stream()
            .map(target -> CustomField.keyOf(target.code()))
            .collect(toCollection(HashSet::new));
    for (ImportView.Column column : view.columns()) {
      if (!targets.containsKey(column.number())) {
        ImportTarget.custom(column.name())
            .filter(own -> taken.add(CustomField.keyOf(own.code())))
            .ifPresent(own -> targets.put(column.number(), own));
      }
    }
  }

  private static void reread(Visit visit, ImportView view) {
    FileFormat format =
        switch (view.format()) {
          case Csv csv -> reread(visit, csv);
          case Xlsx xlsx -> reread(visit, xlsx);
          case Ndjson records ->
              new Ndjson(encoding(visit, records.encoding()), records.columns(), records.gzip());
          case VCard cards ->
              new VCard(encoding(visit, cards.encoding()), cards.columns(), cards.gzip());
        };
    answer(visit, view, visit.crm().imports().reread(view.id(), format));
  }

  private static Csv reread(Visit visit, Csv old) {
    String delimiter = visit.form("delimiter");
    return new Csv(
        encoding(visit, old.encoding()),
        ImportPage.DELIMITERS.containsKey(delimiter) ? delimiter : old.delimiter(),
        old.quote(),
        old.escape(),
        old.preamble(),
        old.headerRows(),
        old.gzip(),
        false);
  }

  /** Another sheet is read from its first row. */
  private static Xlsx reread(Visit visit, Xlsx old) {
    String sheet = visit.form("sheet");
    return sheet.equals(old.sheet()) || !old.sheets().contains(sheet)
        ? old
        : new Xlsx(sheet, old.sheets(), 0, 1, old.gzip());
  }

  private static Encoding encoding(Visit visit, Encoding now) {
    return Arrays.stream(Encoding.values())
        .filter(e -> e.name().equals(visit.form("encoding")))
        .findFirst()
        .orElse(now);
  }

  private static void step(
      PageRoutes routes,
      String action,
      BiFunction<Imports, ImportId, Outcome<ImportView>> step,
      Notice notice) {
    routes.post(
        "/imports/{id}/" + action,
        visit ->
            onImport(
                visit,
                view -> {
                  switch (step.apply(visit.crm().imports(), view.id())) {
                    case Outcome.Done<ImportView> done -> visit.go(path(view), notice);
                    case Outcome.Refused<ImportView>(var refusal) ->
                        onImport(
                            visit,
                            now -> show(visit, Visit.statusOf(refusal), now, Problems.of(refusal)));
                  }
                }));
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

  private static void download(
      Visit visit, String name, Function<OutputStream, Outcome<Long>> write) {
    visit
        .ctx()
        .contentType("text/csv; charset=utf-8")
        .header("Cache-Control", "no-store")
        .header("Content-Disposition", "attachment; filename=\"" + name + ".csv\"");
    if (write.apply(visit.body()) instanceof Outcome.Refused<Long>(var refusal)) {
      visit.ctx().res().setHeader("Content-Disposition", null);
      visit.refuse(refusal);
    }
  }

  private static void part(Visit visit, ImportView view) {
    ImportPage page = ImportPage.of(visit, view, Problems.NONE);
    if (!visit.wantsPart()) {
      visit.go(path(view));
    } else if (page.isPrepared()) {
      // A check has ended: what it found, and what can be done about it, fills the whole page.
      visit.leave(path(view));
    } else {
      visit.show("intake/progress.jte", view.file().name(), Section.IMPORTS, page);
    }
  }

  private static void show(Visit visit, int status, ImportView view, Problems problems) {
    visit.show(
        status,
        "intake/import.jte",
        view.file().name(),
        Section.IMPORTS,
        ImportPage.of(visit, view, problems));
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
