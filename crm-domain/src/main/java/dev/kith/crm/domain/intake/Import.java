package dev.kith.crm.domain.intake;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.source.FileFormat;
import dev.kith.crm.domain.intake.source.FileFormat.Csv;
import dev.kith.crm.domain.intake.source.FileFormat.Ndjson;
import dev.kith.crm.domain.intake.source.FileFormat.VCard;
import dev.kith.crm.domain.intake.source.FileFormat.Xlsx;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file of leads on its way into the CRM.
 *
 * <p>It is uploaded, and the CRM guesses how it is written and what its columns mean. Somebody
 * looks at that, corrects it, says what happens to leads that are there already, and may have every
 * row checked without anything being written. Then it is started, and runs by itself: every row
 * becomes a lead, changes one, or is told not to, until the last row is done, somebody pauses or
 * cancels it, or the CRM gives up; then it can be started again. What it has brought in stays when
 * it is cancelled, fails, or is deleted, but can be taken back as a whole. How far it has come is
 * not part of it but kept beside it, see {@link ImportProgress}: otherwise every thousand rows
 * would be a new version.
 *
 * @param firstRow the cells of the file's first row: the names of the columns, if the mapping says
 *     so
 * @param rules what happens to leads that are there already
 * @param owner who uploaded it
 * @param start who set it to work last; null before it was
 */
public record Import(
    ImportId id,
    Revision revision,
    ImportFile file,
    FileFormat format,
    List<String> firstRow,
    ImportMapping mapping,
    UpsertRules rules,
    UserId owner,
    @Nullable ImportStart start,
    ImportStatus status)
    implements Aggregate {

  public static final int MOST_COLUMNS = 1_000;

  public Import {
    firstRow = ImmutableList.copyOf(firstRow);
  }

  /**
   * @param mapping as it is guessed, or as somebody has said of such files before
   * @param rules those that were said along with it
   */
  public static Change<Import> upload(
      ImportId id,
      ImportFile file,
      FileFormat format,
      List<String> firstRow,
      ImportMapping mapping,
      UpsertRules rules,
      UserId owner,
      Instant now) {
    Revision first = Revision.first(now);
    return Change.of(
        new Import(
            id,
            first,
            file,
            format,
            firstRow,
            mapping,
            rules,
            owner,
            null,
            new ImportStatus.Uploaded(first.createdAt())));
  }

  /** Reads the file in another way, which also gives other columns. */
  public Outcome<Change<Import>> reread(
      FileFormat newFormat,
      List<String> newFirstRow,
      ImportMapping newMapping,
      UpsertRules newRules,
      Instant now) {
    return prepared(newFormat, newFirstRow, newMapping, newRules, now);
  }

  /**
   * Says what the columns mean. All problems of the mapping are listed, each at the number of its
   * column. What a check found before does not count any more.
   */
  public Outcome<Change<Import>> map(ImportMapping newMapping, Instant now) {
    return inPreparation(() -> MappingCheck.of(newMapping, firstRow.size()))
        .then(good ->
            good.equals(mapping)
                ? Outcome.done(Change.none(this))
                : prepared(format, firstRow, good, rules, now));
  }

  /** Says what happens to leads that are there already; a check from before does not count. */
  public Outcome<Change<Import>> follow(UpsertRules newRules, Instant now) {
    return newRules.equals(rules)
        ? inPreparation(() -> Outcome.done(Change.none(this)))
        : prepared(format, firstRow, mapping, newRules, now);
  }

  /** Says both at once, as somebody has said of such files before. */
  public Outcome<Change<Import>> plan(ImportMapping newMapping, UpsertRules newRules, Instant now) {
    return inPreparation(() -> MappingCheck.of(newMapping, firstRow.size()))
        .then(good ->
            good.equals(mapping) && newRules.equals(rules)
                ? Outcome.done(Change.none(this))
                : prepared(format, firstRow, good, newRules, now));
  }

  /** Lets every row be read, to say what would become of it. */
  public Outcome<Change<Import>> check(ImportStart by, Instant now) {
    return allowed(ImportStatus.Name.CHECKING)
        .then(possible -> ready())
        .map(ready -> Change.of(set(by, new ImportStatus.Checking(micros(now)), now)));
  }

  public Outcome<Change<Import>> checked(Instant now) {
    return enter(new ImportStatus.Checked(micros(now)), now);
  }

  /** Lets it run; one that failed or was paused goes on where it stopped. */
  public Outcome<Change<Import>> start(ImportStart by, Instant now) {
    return allowed(ImportStatus.Name.RUNNING)
        .then(possible -> ready())
        .map(ready -> Change.of(set(by, new ImportStatus.Running(micros(now)), now)));
  }

  /** Lets a paused import go on with the next row. */
  public Outcome<Change<Import>> goOn(ImportStart by, Instant now) {
    return status instanceof ImportStatus.Paused
        ? start(by, now)
        : Outcome.refused(notFrom(ImportStatus.Name.RUNNING));
  }

  /** Lets an import that was given up go on as it was set to work. */
  public Outcome<Change<Import>> resume(Instant now) {
    return switch (status) {
      case ImportStatus.Failed failed ->
          switch (failed.during()) {
            case CHECK -> enter(new ImportStatus.Checking(micros(now)), now);
            case RUN -> enter(new ImportStatus.Running(micros(now)), now);
            case REVERT -> enter(new ImportStatus.Reverting(micros(now)), now);
          };
      default -> Outcome.refused(notFrom(ImportStatus.Name.RUNNING));
    };
  }

  public Outcome<Change<Import>> pause(Instant now) {
    return enter(new ImportStatus.Paused(micros(now)), now);
  }

  /** Stops it; of a check, that is all that ends. */
  public Outcome<Change<Import>> cancel(Instant now) {
    return switch (status) {
      case ImportStatus.Checking checking -> enter(new ImportStatus.Uploaded(micros(now)), now);
      case ImportStatus.Reverting reverting ->
          Outcome.refused(notFrom(ImportStatus.Name.CANCELLED));
      default -> {
        boolean ran = start != null && start.phase() == ImportPhase.RUN;
        yield enter(new ImportStatus.Cancelled(micros(now), ran), now);
      }
    };
  }

  public Outcome<Change<Import>> complete(boolean withErrors, Instant now) {
    return enter(
        withErrors
            ? new ImportStatus.CompletedWithErrors(micros(now))
            : new ImportStatus.Completed(micros(now)),
        now);
  }

  public Outcome<Change<Import>> fail(String reason, Instant now) {
    ImportPhase during = start == null ? ImportPhase.RUN : start.phase();
    return enter(new ImportStatus.Failed(micros(now), reason, during), now);
  }

  /** Lets what it brought in be taken back. */
  public Outcome<Change<Import>> revert(ImportStart by, Instant now) {
    return allowed(ImportStatus.Name.REVERTING)
        .map(possible -> Change.of(set(by, new ImportStatus.Reverting(micros(now)), now)));
  }

  public Outcome<Change<Import>> reverted(Instant now) {
    return enter(new ImportStatus.Reverted(micros(now)), now);
  }

  /** The states that can follow. */
  public List<ImportStatus.Name> next() {
    return status.next();
  }

  /** Whether a job is at work on it. */
  public boolean isAtWork() {
    return switch (status.name()) {
      case CHECKING, RUNNING, REVERTING -> true;
      case UPLOADED,
          CHECKED,
          PAUSED,
          COMPLETED,
          COMPLETED_WITH_ERRORS,
          FAILED,
          CANCELLED,
          REVERTED ->
          false;
    };
  }

  /** Whether it is this job that is at work on it. */
  public boolean isWorkOf(UUID job) {
    return isAtWork() && start != null && start.job().equals(job);
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    facts.put("file", file.name());
    facts.put("bytes", Long.toString(file.bytes()));
    facts.put("sha256", file.sha256());
    facts.put("kind", format.kind().name());
    switch (format) {
      case Csv csv -> {
        facts.put("encoding", csv.encoding().name());
        facts.put("delimiter", csv.delimiter());
      }
      case Xlsx xlsx -> facts.put("sheet", xlsx.sheet());
      case Ndjson json -> facts.put("encoding", json.encoding().name());
      case VCard card -> facts.put("encoding", card.encoding().name());
    }
    facts.put("header", mapping.header().name());
    mapping.targets().forEach((column, target) -> facts.put("column " + column, target.code()));
    mapping.constants().forEach((field, text) -> facts.put("every " + field.code(), text));
    RecordMapping records = mapping.records();
    if (records != null) {
      facts.putAll(records.facts());
    }
    facts.put(
        "recognised by", rules.keys().stream().map(Enum::name).collect(Collectors.joining(" ")));
    facts.put("policy", rules.policy().name());
    facts.put("deleted leads", rules.deleted().name());
    facts.put("status", status.name().name());
    if (status instanceof ImportStatus.Failed failed) {
      facts.put("reason", failed.reason());
    }
    return facts.buildOrThrow();
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(ImportId id) {
    return new Subject("import", id.value());
  }

  private Outcome<Change<Import>> enter(ImportStatus next, Instant now) {
    return allowed(next.name())
        .map(possible ->
            Change.of(
                new Import(
                    id,
                    revision.next(now),
                    file,
                    format,
                    firstRow,
                    mapping,
                    rules,
                    owner,
                    start,
                    next)));
  }

  private Outcome<Change<Import>> prepared(
      FileFormat newFormat,
      List<String> newFirstRow,
      ImportMapping newMapping,
      UpsertRules newRules,
      Instant now) {
    ImportStatus next =
        status instanceof ImportStatus.Uploaded ? status : new ImportStatus.Uploaded(micros(now));
    return inPreparation(() ->
        Outcome.done(
            Change.of(
                new Import(
                    id,
                    revision.next(now),
                    file,
                    newFormat,
                    newFirstRow,
                    newMapping,
                    newRules,
                    owner,
                    start,
                    next))));
  }

  private Import set(ImportStart by, ImportStatus next, Instant now) {
    return new Import(
        id, revision.next(now), file, format, firstRow, mapping, rules, owner, by, next);
  }

  private <T> Outcome<T> inPreparation(Supplier<Outcome<T>> change) {
    boolean possible =
        status instanceof ImportStatus.Uploaded
            || (!isAtWork() && status.next().contains(ImportStatus.Name.UPLOADED));
    return possible ? change.get() : Outcome.refused(notFrom(ImportStatus.Name.UPLOADED));
  }

  private Outcome<ImportMapping> ready() {
    return mapping.header() == HeaderRow.UNDECIDED
        ? Outcome.refused(new IntakeRefusal.HeaderUndecided())
        : MappingCheck.of(mapping, firstRow.size());
  }

  private Outcome<ImportStatus.Name> allowed(ImportStatus.Name wanted) {
    return next().contains(wanted) ? Outcome.done(wanted) : Outcome.refused(notFrom(wanted));
  }

  private InvalidTransition notFrom(ImportStatus.Name wanted) {
    return new InvalidTransition(
        "import", status.name().name(), wanted.name(), next().stream().map(Enum::name).toList());
  }

  private static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
