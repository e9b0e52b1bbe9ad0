package dev.kith.crm.application.intake;

import com.google.common.collect.Maps;
import dev.kith.crm.application.intake.RowReading.Read;
import dev.kith.crm.application.intake.column.ColumnGuess;
import dev.kith.crm.application.intake.source.FileAnalysis.Analysis;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportPhase;
import dev.kith.crm.domain.intake.ImportProgress;
import dev.kith.crm.domain.intake.ImportStart;
import dev.kith.crm.domain.intake.ImportStatus;
import dev.kith.crm.domain.intake.RevertProgress;
import dev.kith.crm.domain.lead.LeadDraft.PhoneReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Imports as people read them: with what the beginning of their file says, and how far they are.
 */
final class ImportViews {

  /** So many differences are shown with a check. */
  private static final int SHOWN = 20;

  private static final int PREVIEWED = 10;

  private final ImportStore store;
  private final FileIntake files;
  private final PhoneReader phones;

  ImportViews(ImportStore store, FileIntake files, PhoneReader phones) {
    this.store = store;
    this.files = files;
    this.phones = phones;
  }

  /** Imports as a list shows them. */
  List<ImportView> briefly(List<Import> found) {
    Map<ImportId, ImportStore.Kept> progress =
        store.progress(found.stream().map(Import::id).toList(), ImportPhase.RUN);
    return found.stream().map(i -> view(i, progress.get(i.id()), Details.NONE)).toList();
  }

  /** What the columns of a file probably mean. */
  ColumnGuess.Guess guess(ImportId id, Analysis analysis) {
    return ColumnGuess.of(
        analysis.firstRow(),
        analysis.header(),
        files.sample(id, analysis.format(), analysis.header()));
  }

  /** What only the page of one import shows. */
  private record Details(
      @Nullable ImportProgress check,
      @Nullable RevertProgress reverted,
      List<ImportedRow> differences,
      List<ImportView.PreviewRow> preview,
      Map<Integer, Double> confidence) {
    static final Details NONE = new Details(null, null, List.of(), List.of(), Map.of());
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
                ? store.rows(found.id(), ImportPhase.CHECK, null, 0, SHOWN)
                : List.of(),
            inPreparation ? preview(found) : List.of(),
            inPreparation ? confidence(found) : Map.of()));
  }

  /** How sure the guesses are that nobody has changed. */
  private Map<Integer, Double> confidence(Import found) {
    ImportMapping mapping = found.mapping();
    ColumnGuess.Guess guess =
        guess(found.id(), new Analysis(found.format(), mapping.header(), found.firstRow()));
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

  private List<ImportView.PreviewRow> preview(Import found) {
    RowReading reading = new RowReading(files.file(found.id(), found.format()), found);
    List<ImportView.PreviewRow> rows = new ArrayList<>();
    for (Read read = reading.next();
        read != null && rows.size() < PREVIEWED;
        read = reading.next()) {
      rows.add(
          new ImportView.PreviewRow(
              read.row().line(),
              read.draft().values(),
              read.flaw() != null
                  ? List.of(read.flaw())
                  : RowReading.problemsOf(read.draft().read(phones))));
    }
    return rows;
  }
}
