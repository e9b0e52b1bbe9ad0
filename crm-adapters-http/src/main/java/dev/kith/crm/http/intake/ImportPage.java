package dev.kith.crm.http.intake;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.intake.ImportView;
import dev.kith.crm.application.intake.preset.MappingPresets;
import dev.kith.crm.application.intake.preset.PresetOf;
import dev.kith.crm.application.intake.review.ImportReviews.Counts;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportPhase;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RecordMapping;
import dev.kith.crm.domain.intake.preset.MappingPreset;
import dev.kith.crm.domain.intake.source.Encoding;
import dev.kith.crm.domain.intake.source.FileFormat.Csv;
import dev.kith.crm.domain.intake.source.FileFormat.Ndjson;
import dev.kith.crm.domain.intake.source.FileFormat.VCard;
import dev.kith.crm.domain.intake.source.FileFormat.Xlsx;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.DeletedPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.pages.Choice;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Visit;
import dev.kith.crm.http.pages.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One import: before the start what its columns mean, then how far it is, then what came of it.
 *
 * @param presets that can be applied, or be replaced by what is said now; none after the start
 * @param toReview rows on which somebody is to decide
 * @param errors none while it runs
 * @param kept what stayed when it was taken back
 * @param names what the examples of differences name by ids
 * @param problems what kept the last step from being done
 */
record ImportPage(
    ImportView view,
    boolean mayChange,
    List<MappingPreset> presets,
    long toReview,
    ImportErrors errors,
    ImportErrors kept,
    RowNames names,
    Problems problems) {

  private static final int MOST_REASONS = 3;

  /**
   * The separators that are offered, with their names; more exotic ones are found by the detection
   * alone.
   */
  static final Map<String, String> DELIMITERS =
      ImmutableMap.of(",", "Comma", ";", "Semicolon", "\t", "Tab", "|", "Bar");

  static ImportPage of(Visit visit, ImportView view, Problems problems) {
    boolean mayChange = visit.actor().may(new Permission(Feature.IMPORT, Action.CREATE));
    return new ImportPage(
        view,
        mayChange,
        isPrepared(view.status()) ? presets(visit, view) : List.of(),
        isPrepared(view.status()) ? 0 : toReview(visit, view),
        isRunning(view.status())
            ? ImportErrors.NONE
            : ImportErrors.of(visit, view, counts(view).failed()),
        isRunning(view.status()) ? ImportErrors.NONE : ImportErrors.kept(visit, view),
        RowNames.of(visit.crm(), view.differences()),
        problems);
  }

  /** Those for files of what the rows are. */
  static List<MappingPreset> presets(Visit visit, ImportView view) {
    PresetOf of = new PresetOf(view.kind());
    return switch (visit.crm().mappingPresets().list(of, null, MappingPresets.LARGEST_LIST)) {
      case Outcome.Done<List<MappingPreset>>(var found) -> found;
      case Outcome.Refused<List<MappingPreset>> forbidden -> List.of();
    };
  }

  private static long toReview(Visit visit, ImportView view) {
    return view.progress().review() > 0
            && view.reverted() == null
            && visit.crm().importReviews().counts(view.id())
                instanceof Outcome.Done<Counts>(var counts)
        ? counts.open()
        : 0;
  }

  boolean isPrepared() {
    return isPrepared(view.status());
  }

  private static boolean isPrepared(ImportStatus status) {
    return switch (status) {
      case ImportStatus.Uploaded s -> true;
      case ImportStatus.Checked s -> true;
      case ImportStatus.Failed s -> s.during() == ImportPhase.CHECK;
      default -> false;
    };
  }

  boolean isChecked() {
    return view.status() instanceof ImportStatus.Checked;
  }

  boolean isRunning() {
    return isRunning(view.status());
  }

  private static boolean isRunning(ImportStatus status) {
    return switch (status) {
      case ImportStatus.Checking s -> true;
      case ImportStatus.Running s -> true;
      case ImportStatus.Reverting s -> true;
      default -> false;
    };
  }

  /** Whether the step that leads there can be taken from here. */
  boolean can(ImportStatus.Name next) {
    return mayChange && view.next().contains(next);
  }

  boolean canPause() {
    return can(ImportStatus.Name.PAUSED);
  }

  boolean canStop() {
    return view.status() instanceof ImportStatus.Checking
        ? mayChange
        : can(ImportStatus.Name.CANCELLED);
  }

  boolean canGoOn() {
    return can(ImportStatus.Name.RUNNING);
  }

  boolean canRevert() {
    return can(ImportStatus.Name.REVERTING)
        && view.progress().created() + view.progress().updated() > 0;
  }

  /** What is counted: of a check while it runs, of the import afterwards. */
  ImportProgress counts() {
    return counts(view);
  }

  private static ImportProgress counts(ImportView view) {
    ImportProgress check = view.check();
    return view.status() instanceof ImportStatus.Checking || isPrepared(view.status())
        ? check == null ? ImportProgress.NONE : check
        : view.progress();
  }

  /** Rows that created or changed nothing, of which there is a file. */
  long listed() {
    return counts().failed() + counts().skipped() + counts().duplicate();
  }

  List<Choice> keys() {
    return Arrays.stream(MatchKey.values())
        .map(k -> new Choice(k.name(), k.field().label(), view.rules().keys().contains(k)))
        .toList();
  }

  List<Choice> policies() {
    ConflictPolicy now = view.rules().policy();
    return Arrays.stream(ConflictPolicy.values())
        .filter(p -> ImportWords.isFor(view.kind(), p))
        .map(p -> new Choice(p.name(), ImportWords.policy(p), p == now))
        .toList();
  }

  List<Choice> deletedPolicies() {
    DeletedPolicy now = view.rules().deleted();
    return Arrays.stream(DeletedPolicy.values())
        .map(p -> new Choice(p.name(), ImportWords.deleted(p), p == now))
        .toList();
  }

  String said(FieldChange change, @Nullable String value) {
    return names.said(change, value);
  }

  String label(FieldChange change) {
    return ImportWords.field(view.kind(), change);
  }

  @Nullable String failure() {
    return view.status() instanceof ImportStatus.Failed failed ? failed.reason() : null;
  }

  ImportColumns columns() {
    return new ImportColumns(view);
  }

  /** Whether whoever sent the file said something of it that its bytes rule out. */
  boolean isNotAsDeclared() {
    return view.format() instanceof Csv csv && csv.notAsDeclared();
  }

  ImportConstants constants() {
    return new ImportConstants(view.mapping());
  }

  boolean isOfLeads() {
    return view.kind() == null;
  }

  /** What the rows are, one of them and several. */
  String singular() {
    return ImportWords.singular(view.kind());
  }

  String sign() {
    return ImportWords.sign(view.kind());
  }

  String title() {
    return ImportWords.title(view.kind());
  }

  /** What becomes of those that are taken back: a product is not thrown away. */
  String removed() {
    return title() + (view.kind() == RecordKind.PRODUCT ? " retired" : " removed");
  }

  /** By what a row that is no lead is recognised among the records that are there. */
  String recognised() {
    return ImportWords.recognised(view.kind());
  }

  String plural() {
    return ImportWords.plural(view.kind());
  }

  List<Choice> applicable() {
    MappingPreset now = view.preset();
    return presets.stream()
        .map(p -> new Choice(p.id().toString(), p.name(), now != null && p.id().equals(now.id())))
        .toList();
  }

  /** A field that the file fills. */
  record Filled(String code, String label) {}

  /** The fields that the file fills, in the order of its columns, then what every row says. */
  List<Filled> fields() {
    RecordMapping records = view.mapping().records();
    return records == null
        ? Stream.concat(
                view.mapping().targets().values().stream()
                    .flatMap(target -> target.fields().stream()),
                view.mapping().constants().keySet().stream())
            .distinct()
            .map(field -> new Filled(field.code(), field.label()))
            .toList()
        : Stream.concat(
                view.mapping().targets().values().stream(),
                records.every().keySet().stream().map(records.kind()::target))
            .distinct()
            .map(target -> new Filled(target.code(), target.label().replaceAll(" \\(.*\\)$", "")))
            .toList();
  }

  List<Choice> headers() {
    HeaderRow now = view.mapping().header();
    List<Choice> choices = new ArrayList<>();
    if (now == HeaderRow.UNDECIDED) {
      choices.add(new Choice(HeaderRow.UNDECIDED.name(), "Please choose", true));
    }
    choices.add(
        new Choice(HeaderRow.PRESENT.name(), "Names of the columns", now == HeaderRow.PRESENT));
    choices.add(new Choice(HeaderRow.NONE.name(), "Data already", now == HeaderRow.NONE));
    return choices;
  }

  /** Of what kind the file is, in words. */
  String kind() {
    String kind =
        switch (view.format()) {
          case Csv csv -> "Text with separators (CSV)";
          case Xlsx xlsx -> "Workbook (XLSX)";
          case Ndjson records -> "JSON objects (NDJSON)";
          case VCard cards -> "Visiting cards (vCard)";
        };
    return view.format().gzip() ? kind + ", packed" : kind;
  }

  /** What can be chosen as separator; empty where the file has none. */
  List<Choice> delimiters() {
    if (!(view.format() instanceof Csv csv)) {
      return List.of();
    }
    String now = csv.delimiter();
    List<Choice> choices = new ArrayList<>();
    DELIMITERS.forEach((text, label) -> choices.add(new Choice(text, label, text.equals(now))));
    if (!DELIMITERS.containsKey(now)) {
      choices.add(new Choice(now, now, true));
    }
    return choices;
  }

  /** What can be chosen as character set; empty where the file is no text. */
  List<Choice> encodings() {
    return switch (view.format()) {
      case Csv csv -> encodings(csv.encoding());
      case Ndjson records -> encodings(records.encoding());
      case VCard cards -> encodings(cards.encoding());
      case Xlsx xlsx -> List.of();
    };
  }

  private static List<Choice> encodings(Encoding now) {
    return Arrays.stream(Encoding.values())
        .map(e -> new Choice(e.name(), e.name().replace('_', '-'), e == now))
        .toList();
  }

  /** The sheets to choose from; empty where the file has none. */
  List<Choice> sheets() {
    return view.format() instanceof Xlsx xlsx
        ? xlsx.sheets().stream().map(s -> new Choice(s, s, s.equals(xlsx.sheet()))).toList()
        : List.of();
  }

  long goodRows() {
    return view.preview().stream().filter(r -> r.problems().isEmpty()).count();
  }

  /** Whether starting would most likely bring nothing but errors. */
  boolean warns() {
    return !view.preview().isEmpty() && goodRows() == 0;
  }

  /** Why the first rows would become no leads, each reason once, and what helps. */
  List<String> reasons() {
    List<Violation> problems =
        view.preview().stream().flatMap(row -> row.problems().stream()).distinct().toList();
    return problems.stream()
        .map(problem ->
            switch (problem.code()) {
              case "required" ->
                  isOfLeads()
                      ? "A lead needs a name, a company or an e-mail address: say below which"
                          + " column holds one."
                      : problem.message();
              case "phone-syntax" ->
                  fields().stream().anyMatch(f -> f.code().equals(LeadField.COUNTRY.code()))
                      ? problem.message()
                      : "Without a country code nobody knows of which country the telephone"
                          + " numbers are: say it below, the same for every row.";
              default -> problem.message();
            })
        .distinct()
        .limit(MOST_REASONS)
        .toList();
  }

  /** What is said once the import is over. */
  String end() {
    return view.status() instanceof ImportStatus.Reverted
        ? "The import has been taken back"
        : "The import has ended: "
            + Words.count(
                view.progress().created() + view.progress().updated(), singular(), plural())
            + ", "
            + Words.count(view.progress().failed(), "error", "errors");
  }

  String percent() {
    return view.percent() + " %";
  }

  String rate() {
    return Words.number(view.rowsPerSecond()) + " rows/s";
  }
}
