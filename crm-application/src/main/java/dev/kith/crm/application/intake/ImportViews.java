package dev.kith.crm.application.intake;

import com.google.common.collect.Maps;
import com.google.common.collect.Streams;
import dev.kith.crm.application.intake.RowReading.Read;
import dev.kith.crm.application.intake.column.ColumnGuess;
import dev.kith.crm.application.intake.column.RecordGuess;
import dev.kith.crm.application.intake.preset.MappingPresetStore;
import dev.kith.crm.application.intake.rows.RecordRows;
import dev.kith.crm.application.intake.source.FileAnalysis.Analysis;
import dev.kith.crm.application.lead.LeadUpserts;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportPhase;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.ImportStart;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RecordMapping;
import dev.kith.crm.domain.intake.RevertProgress;
import dev.kith.crm.domain.intake.preset.MappingPreset;
import dev.kith.crm.domain.intake.source.FileFormat;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Imports as people read them: with what the beginning of their file says, and how far they are.
 */
final class ImportViews {

  /** So many differences are shown with a check. */
  private static final int SHOWN = 20;

  private static final int PREVIEWED = 10;

  /** So many presets are looked at for one that says the same. */
  private static final int FITTING = 10;

  private final ImportStore store;
  private final MappingPresetStore presets;
  private final FileIntake files;
  private final LeadUpserts leads;
  private final Function<RecordMapping, RecordRows> records;
  private final ImportSight sight;

  ImportViews(
      ImportStore store,
      MappingPresetStore presets,
      FileIntake files,
      LeadUpserts leads,
      Function<RecordMapping, RecordRows> records,
      ImportSight sight) {
    this.records = records;
    this.store = store;
    this.presets = presets;
    this.files = files;
    this.leads = leads;
    this.sight = sight;
  }

  /** Imports as a list shows them. */
  List<ImportView> briefly(List<Import> found) {
    Map<ImportId, ImportStore.Kept> progress =
        store.progress(found.stream().map(Import::id).toList(), ImportPhase.RUN);
    return found.stream().map(i -> view(i, progress.get(i.id()), Details.NONE)).toList();
  }

  /** What the columns of a file probably mean. */
  private ColumnGuess.Guess guess(ImportId id, Analysis analysis, @Nullable RecordMapping records) {
    return records == null
        ? ColumnGuess.of(
            analysis.firstRow(),
            analysis.header(),
            files.sample(id, analysis.format(), analysis.header()))
        : RecordGuess.of(records, analysis.firstRow(), analysis.header());
  }

  /** What is to be done with a file, as far as nobody has decided otherwise. */
  record Plan(ImportMapping mapping, UpsertRules rules) {}

  /** What somebody has said of files with such a header, or else what its columns probably mean. */
  Plan plan(ImportId id, Analysis analysis, @Nullable RecordMapping records) {
    ImportMapping guess = guess(id, analysis, records).mapping();
    List<String> names = ColumnGuess.names(analysis.firstRow(), guess.header());
    List<MappingPreset> fitting = fitting(guess.kind(), names, guess.header(), analysis.format());
    return fitting.isEmpty()
        ? new Plan(guess, UpsertRules.USUAL)
        : new Plan(
            fitting.getFirst().mapping(guess.header(), names).orElseThrow(),
            fitting.getFirst().content().rules());
  }

  /** Without names, any file of as many columns would do. */
  private List<MappingPreset> fitting(
      @Nullable RecordKind kind,
      List<String> names,
      ImportMapping.HeaderRow header,
      FileFormat format) {
    return header == ImportMapping.HeaderRow.PRESENT || format.headerRows() == 0
        ? presets.fitting(MappingPreset.headerKey(kind, names), FITTING)
        : List.of();
  }

  private @Nullable MappingPreset preset(Import found) {
    ImportMapping mapping = found.mapping();
    List<String> names = ColumnGuess.names(found.firstRow(), mapping.header());
    return fitting(mapping.kind(), names, mapping.header(), found.format()).stream()
        .filter(preset ->
            preset.content().rules().equals(found.rules())
                && preset.mapping(mapping.header(), names).equals(Outcome.done(mapping)))
        .findFirst()
        .orElse(null);
  }

  /** What only the page of one import shows. */
  private record Details(
      @Nullable ImportProgress check,
      @Nullable RevertProgress reverted,
      List<ImportedRow> differences,
      List<ImportView.PreviewRow> preview,
      Map<Integer, Double> confidence,
      @Nullable MappingPreset preset) {
    static final Details NONE = new Details(null, null, List.of(), List.of(), Map.of(), null);
  }

  /** One import with all that its page shows. */
  ImportView view(Import found) {
    ImportStore.Kept check = store.progress(List.of(found.id()), ImportPhase.CHECK).get(found.id());
    boolean inPreparation =
        found.status() instanceof ImportStatus.Uploaded
            || found.status() instanceof ImportStatus.Checked;
    return view(
        found,
        store.progress(List.of(found.id()), ImportPhase.RUN).get(found.id()),
        new Details(
            check == null || found.status() instanceof ImportStatus.Uploaded
                ? null
                : check.progress(),
            reverted(found),
            found.status() instanceof ImportStatus.Checked
                ? store.rows(found.id(), ImportPhase.CHECK, null, 0, SHOWN).stream()
                    .map(row -> sight.seen(found, row))
                    .toList()
                : List.of(),
            inPreparation && sight.seesFile(found) ? preview(found) : List.of(),
            inPreparation ? confidence(found) : Map.of(),
            inPreparation ? preset(found) : null));
  }

  /** How sure the guesses are that nobody has changed. */
  private Map<Integer, Double> confidence(Import found) {
    ImportMapping mapping = found.mapping();
    ColumnGuess.Guess guess =
        guess(
            found.id(),
            new Analysis(found.format(), mapping.header(), found.firstRow()),
            mapping.records());
    return Maps.filterKeys(
        guess.confidence(),
        column ->
            Objects.equals(mapping.targets().get(column), guess.mapping().targets().get(column)));
  }

  private @Nullable RevertProgress reverted(Import found) {
    boolean begun = found.start() != null && found.start().phase() == ImportPhase.REVERT;
    return begun ? store.revertProgress(found.id()).orElse(RevertProgress.NONE) : null;
  }

  private static ImportView view(Import found, ImportStore.@Nullable Kept kept, Details details) {
    ImportStart start = found.start();
    List<String> names = ColumnGuess.names(found.firstRow(), found.mapping().header());
    return new ImportView(
        found.id(),
        found.revision(),
        found.file(),
        found.format(),
        IntStream.range(0, names.size())
            .mapToObj(
                i -> new ImportView.Column(i + 1, names.get(i), details.confidence().get(i + 1)))
            .toList(),
        found.mapping(),
        details.preset(),
        found.rules(),
        found.owner(),
        found.status(),
        kept == null ? ImportProgress.NONE : kept.progress(),
        details.check(),
        details.reverted(),
        details.differences(),
        start == null ? null : start.job(),
        start == null ? null : start.at(),
        kept == null ? found.revision().updatedAt() : kept.at(),
        details.preview());
  }

  private List<List<Violation>> flaws(Import found, List<Read> rows) {
    RecordMapping mapping = found.mapping().records();
    if (mapping == null) {
      return leads.flaws(rows.stream().map(Read::numbered).toList());
    }
    RecordRows reading = records.apply(mapping);
    return rows.stream().map(read -> reading.flaws(read.said())).toList();
  }

  /** By what the columns fill. */
  private static Map<String, String> said(Import found, Read read) {
    RecordKind kind = found.mapping().kind();
    Map<String, String> said = new HashMap<>();
    if (kind == null) {
      read.draft().values().forEach((field, text) -> said.put(field.code(), text));
    } else {
      read.said().forEach((field, text) -> said.put(kind.target(field).code(), text));
    }
    return said;
  }

  private List<ImportView.PreviewRow> preview(Import found) {
    RowReading reading = new RowReading(files.file(found.id(), found.format()), found);
    List<Read> rows = new ArrayList<>();
    for (Read read = reading.next();
        read != null && rows.size() < PREVIEWED;
        read = reading.next()) {
      rows.add(read);
    }
    return Streams.zip(
            rows.stream(),
            flaws(found, rows).stream(),
            (read, flaws) ->
                new ImportView.PreviewRow(
                    read.row().line(),
                    read.row().cells(),
                    said(found, read),
                    read.flaw() != null ? List.of(read.flaw()) : flaws))
        .toList();
  }
}
