package dev.kith.crm.http.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.application.intake.Imports;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RowFate;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Paging;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.problem.HttpFault;
import dev.kith.crm.http.kernel.problem.Problem;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Imports of leads, accounts, contacts, opportunities and products from files. */
public final class ImportRoutes {

  private static final String TAG = "Imports";
  private static final String[] ON_AN_IMPORT = {"not-found", "forbidden", "stale-version"};

  private ImportRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.post("/imports", "uploadImport")
            .says(
                TAG,
                "Upload a file (CSV, XLSX, NDJSON or vCard, also packed with gzip): as the body, or"
                    + " as the part \"file\" of a form. Its kind is told by its content")
            .query(
                "name",
                Shape.text(1, 200),
                "Name of the file, where the body is the file; usually leads.csv")
            .query("of", ImportShapes.OF, "What its rows are; usually lead")
            .query(
                "start",
                Shape.flag(),
                "Start it at once with the columns as they are guessed; usually not. Where that is"
                    + " refused, the file stays, and Location says where")
            .rawBody(
                "text/csv",
                "text/plain",
                "text/tab-separated-values",
                "text/vcard",
                "application/x-ndjson",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "application/gzip",
                "application/octet-stream",
                "multipart/form-data")
            .answers(201, ImportShapes.IMPORT, "The file is there; its columns can be mapped")
            .answers(202, ImportShapes.IMPORT, "It has started; follow it at the Location")
            .refuses(
                "forbidden",
                "invalid",
                "import-file-empty",
                "import-file-too-large",
                "import-file-kind-unknown",
                "import-file-damaged",
                "import-unpacks-too-large",
                "import-too-many-columns",
                "import-header-undecided",
                "stale-version",
                "invalid-transition")
            .handledBy(ImportRoutes::upload),
        Route.get("/imports", "listImports")
            .says(TAG, "List imports")
            .query(Paging.AFTER.parameters(Shape.uuid(), Imports.LARGEST_LIST - 1, "imports"))
            .answers(200, ImportShapes.LIST, "Imports, newest first")
            .refuses("forbidden")
            .handledBy(ImportRoutes::list),
        Route.get("/imports/{id}", "getImport")
            .says(TAG, "Read an import and its progress")
            .answers(200, ImportShapes.IMPORT, "The import")
            .refuses("not-found", "forbidden")
            .handledBy(call -> imports(call).get(id(call)).map(view -> reply(call, 200, view))),
        Route.put("/imports/{id}/mapping", "mapImport")
            .says(TAG, "Say what the columns mean")
            .body(ImportShapes.MAPPING)
            .answers(200, ImportShapes.IMPORT, "The import with a preview of its first rows")
            .refuses(ON_AN_IMPORT)
            .refuses("invalid-transition")
            .handledBy(call ->
                imports(call)
                    .get(id(call))
                    .then(view ->
                        imports(call).map(view.id(), ImportJson.mapping(call.body(), view.kind())))
                    .map(view -> reply(call, 200, view))),
        Route.put("/imports/{id}/format", "rereadImport")
            .says(
                TAG, "Read the file in another way than was detected; the columns are guessed anew")
            .body(ImportShapes.NEW_FORMAT)
            .answers(200, ImportShapes.IMPORT, "The import with a preview of its first rows")
            .refuses(ON_AN_IMPORT)
            .refuses("invalid-transition", "import-file-empty", "import-too-many-columns")
            .handledBy(call ->
                imports(call)
                    .get(id(call))
                    .then(view ->
                        imports(call)
                            .reread(view.id(), FormatJson.changed(view.format(), call.body())))
                    .map(view -> reply(call, 200, view))),
        Route.put("/imports/{id}/rules", "ruleImport")
            .says(
                TAG, "Say what happens to leads, or whatever the rows are, that are there already")
            .body(ImportShapes.RULES)
            .answers(200, ImportShapes.IMPORT, "The import as it is now")
            .refuses(ON_AN_IMPORT)
            .refuses("invalid-transition")
            .handledBy(call ->
                imports(call)
                    .follow(id(call), ImportJson.rules(call.body()))
                    .map(view -> reply(call, 200, view))),
        step(
            "dry-run",
            "checkImport",
            202,
            Imports::check,
            "Let a job read every row and count what would become of it; nothing is written to"
                + " leads",
            "import-header-undecided"),
        step(
            "start",
            "startImport",
            202,
            Imports::start,
            "Let it run as a job; one that was paused or failed goes on",
            "import-header-undecided"),
        step("pause", "pauseImport", 200, Imports::pause, "Let it rest after the rows under way"),
        step(
            "resume",
            "resumeImport",
            202,
            Imports::resume,
            "Let a paused import go on with the next row"),
        step(
            "cancel",
            "cancelImport",
            200,
            Imports::cancel,
            "Stop it; what it has brought in stays"),
        step(
            "revert",
            "revertImport",
            202,
            Imports::revert,
            "Let a job take back what it has brought in, except what somebody has edited since, and"
                + " records on which something hangs by now"),
        Route.get("/imports/{id}/rows", "listImportRows")
            .says(
                TAG,
                "List rows by what became of them; before the start, what a dry run has found, and"
                    + " only some of those that would change a lead")
            .query(
                "status",
                Shape.choice(RowFate.class),
                "Only rows of this status; usually all that created or changed leads. KEPT: what"
                    + " stayed when it was taken back")
            .query(
                Paging.AFTER.parameters(
                    Shape.whole(0, Integer.MAX_VALUE), Imports.LARGEST_LIST - 1, "rows"))
            .answers(200, ImportShapes.ROWS, "Rows in the order of the file")
            .refuses("not-found", "forbidden")
            .handledBy(ImportRoutes::rows),
        Route.get("/imports/{id}/kept.csv", "getImportKept")
            .says(TAG, "What stayed when it was taken back, with record, field, code and reason")
            .answersRaw(200, "text/csv", "A CSV file in UTF-8")
            .refuses("not-found", "forbidden")
            .handledBy(call ->
                call.download(
                    "text/csv; charset=utf-8",
                    "kept.csv",
                    out -> imports(call).keptAsCsv(id(call), out))),
        Route.delete("/imports/{id}", "deleteImport")
            .says(TAG, "Remove an import with its file and errors; its leads stay")
            .answers(204, "The import is gone")
            .refuses(ON_AN_IMPORT)
            .refuses("import-running")
            .handledBy(call -> imports(call).delete(id(call)).map(gone -> Reply.empty(204))),
        Route.get("/imports/{id}/errors.csv", "getImportErrors")
            .says(
                TAG,
                "The rows that created and changed nothing, with line, status, field, code and"
                    + " reason")
            .answersRaw(200, "text/csv", "A CSV file in UTF-8")
            .refuses("not-found", "forbidden")
            .handledBy(call ->
                call.download(
                    "text/csv; charset=utf-8",
                    "errors.csv",
                    out -> imports(call).errorsAsCsv(id(call), out))));
  }

  /** A step of its life that needs nothing but the import; 202 where a job takes it on. */
  private static Route step(
      String action,
      String operationId,
      int status,
      BiFunction<Imports, ImportId, Outcome<ImportView>> step,
      String summary,
      String... refusals) {
    return Route.post("/imports/{id}:" + action, operationId)
        .says(TAG, summary)
        .answers(
            status,
            ImportShapes.IMPORT,
            status == 202 ? "It is at work; follow it at the Location" : "The import as it is now")
        .refuses(ON_AN_IMPORT)
        .refuses("invalid-transition")
        .refuses(refusals)
        .handledBy(call ->
            step.apply(imports(call), id(call))
                .map(view -> {
                  Reply reply = reply(call, status, view);
                  return status == 202 ? reply.header("Location", link(call, view.id())) : reply;
                }));
  }

  private static Outcome<Reply> rows(Call call) {
    int limit = Paging.limit(call);
    long after = call.number("after", 0);
    RowFate fate = call.query("status").map(RowFate::valueOf).orElse(null);
    Outcome<List<ObjectNode>> rows =
        fate == null || changesLeads(fate)
            ? imports(call)
                .rows(id(call), fate, after, limit + 1)
                .map(found -> {
                  RowNames names = RowNames.of(call.workspace(), found);
                  return found.stream().map(row -> ImportJson.row(row, names)).toList();
                })
            : imports(call).problems(id(call), fate, after, limit + 1).map(ImportJson::problemRows);
    return rows.map(found ->
        Reply.json(
            200, Paging.AFTER.page(found, limit, row -> row, row -> row.path("row").longValue())));
  }

  private static boolean changesLeads(RowFate fate) {
    return switch (fate) {
      case CREATED, UPDATED, REVIEW -> true;
      case SKIPPED, DUPLICATE, FAILED, KEPT -> false;
    };
  }

  private static Outcome<Reply> upload(Call call) throws IOException {
    boolean start = call.query("start").filter("true"::equals).isPresent();
    return uploaded(call)
        .map(view -> asItIsNow(call, view))
        .then(view ->
            start && view.status() instanceof ImportStatus.Uploaded
                ? started(call, view.id())
                : Outcome.done(view))
        .map(
            view -> reply(call, start ? 202 : 201, view).header("Location", link(call, view.id())));
  }

  /** Where a key made this a repetition, the import may have started long ago. */
  private static ImportView asItIsNow(Call call, ImportView uploaded) {
    return switch (call.further().imports().get(uploaded.id())) {
      case Outcome.Done<ImportView>(var now) -> now;
      case Outcome.Refused<ImportView> unseen -> uploaded;
    };
  }

  /** The file is there even if it cannot start yet: the refusal says where to go on with it. */
  private static Outcome<ImportView> started(Call call, ImportId id) {
    return switch (call.further().imports().start(id)) {
      case Outcome.Done<ImportView> done -> done;
      case Outcome.Refused<ImportView>(var refusal) ->
          throw Problem.of(refusal)
              .withFact("import", id.toString())
              .withHeader("Location", link(call, id))
              .asException();
    };
  }

  private static String link(Call call, ImportId id) {
    return call.link("/imports/" + id);
  }

  private static Outcome<ImportView> uploaded(Call call) throws IOException {
    RecordKind kind = call.query("of").flatMap(RecordKind::named).orElse(null);
    if (!call.javalin().isMultipartFormData()) {
      return imports(call)
          .upload(
              call.query("name").orElse(ImportWords.plural(kind) + ".csv"),
              call.javalin().req().getInputStream(),
              ContentType.declared(
                      call.javalin().req().getContentLengthLong(), call.javalin().contentType())
                  .of(kind));
    }
    UploadedFile file = call.javalin().uploadedFile("file");
    if (file == null) {
      throw Problem.of(HttpFault.BAD_REQUEST, "The form has no part with the name file.")
          .asException();
    }
    try (InputStream content = file.content()) {
      return imports(call)
          .upload(
              file.filename(),
              content,
              ContentType.declared(file.size(), file.contentType()).of(kind));
    }
  }

  private static Outcome<Reply> list(Call call) {
    int limit = Paging.limit(call);
    ImportId after = call.queryId("after").map(ImportId::new).orElse(null);
    return imports(call)
        .list(after, limit + 1)
        .map(views ->
            Reply.json(
                200,
                Paging.AFTER.page(views, limit, json(call, views), view -> view.id().value())));
  }

  /** What all of them name by ids is looked up together. */
  private static Function<ImportView, ObjectNode> json(Call call, List<ImportView> views) {
    RowNames names =
        RowNames.of(
            call.workspace(), views.stream().flatMap(view -> view.differences().stream()).toList());
    return view -> ImportJson.of(view, names);
  }

  private static Reply reply(Call call, int status, ImportView view) {
    return Reply.json(status, json(call, List.of(view)).apply(view))
        .version(view.revision().version());
  }

  private static Imports imports(Call call) {
    return call.workspace().imports();
  }

  private static ImportId id(Call call) {
    return new ImportId(call.id("import"));
  }
}
