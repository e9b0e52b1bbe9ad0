package dev.kith.crm.domain.intake;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.CommonRefusal.InvalidTransition;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file of leads on its way into the CRM.
 *
 * <p>It is uploaded, and the CRM guesses how it is written and what its columns mean. Somebody
 * looks at that, corrects the mapping, and starts it. From then on it runs by itself: every row
 * becomes a lead or an entry in the list of errors, until the last row is done, somebody cancels,
 * or the CRM gives up; then it can be started again. What an import has brought in stays when it is
 * cancelled, fails, or is deleted. How far it has come is not part of it but kept beside it, see
 * {@link ImportProgress}: otherwise every thousand rows would be a new version.
 *
 * @param firstRow the cells of the file's first row: the names of the columns, if the mapping says
 *     so
 * @param owner who uploaded it
 * @param start null before it was started
 */
public record Import(
    ImportId id,
    Revision revision,
    ImportFile file,
    CsvFormat format,
    List<String> firstRow,
    ImportMapping mapping,
    UserId owner,
    @Nullable ImportStart start,
    ImportStatus status)
    implements Aggregate {

  public static final int MOST_COLUMNS = 1_000;

  public Import {
    firstRow = ImmutableList.copyOf(firstRow);
  }

  public static Change<Import> upload(
      ImportId id,
      ImportFile file,
      CsvFormat format,
      List<String> firstRow,
      ImportMapping guess,
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
            guess,
            owner,
            null,
            new ImportStatus.Uploaded(first.createdAt())));
  }

  /** Reads the file in another way, which also gives other columns. */
  public Outcome<Change<Import>> reread(
      CsvFormat newFormat, List<String> newFirstRow, ImportMapping guess, Instant now) {
    return inPreparation(
        "UPLOADED",
        () ->
            Outcome.done(
                Change.of(
                    new Import(
                        id,
                        revision.next(now),
                        file,
                        newFormat,
                        newFirstRow,
                        guess,
                        owner,
                        start,
                        status))));
  }

  /**
   * Says what the columns mean. All problems of the mapping are listed, each at the number of its
   * column.
   */
  public Outcome<Change<Import>> map(ImportMapping newMapping, Instant now) {
    return inPreparation(
        "UPLOADED",
        () ->
            checked(newMapping)
                .map(good ->
                    good.equals(mapping)
                        ? Change.none(this)
                        : Change.of(
                            new Import(
                                id,
                                revision.next(now),
                                file,
                                format,
                                firstRow,
                                good,
                                owner,
                                start,
                                status))));
  }

  /** Lets it run; one that failed goes on where it stopped. */
  public Outcome<Change<Import>> start(ImportStart by, Instant now) {
    return startable(() -> {
      if (mapping.header() == HeaderRow.UNDECIDED) {
        return Outcome.refused(new IntakeRefusal.HeaderUndecided());
      }
      return checked(mapping)
          .map(good ->
              Change.of(
                  new Import(
                      id,
                      revision.next(now),
                      file,
                      format,
                      firstRow,
                      good,
                      owner,
                      by,
                      new ImportStatus.Running(micros(now)))));
    });
  }

  /** Lets an import that failed go on as it was started. */
  public Outcome<Change<Import>> resume(Instant now) {
    return status instanceof ImportStatus.Failed
        ? enter(new ImportStatus.Running(micros(now)), now)
        : Outcome.refused(notFrom("RUNNING"));
  }

  public Outcome<Change<Import>> cancel(Instant now) {
    return enter(new ImportStatus.Cancelled(micros(now)), now);
  }

  public Outcome<Change<Import>> complete(Instant now) {
    return enter(new ImportStatus.Completed(micros(now)), now);
  }

  public Outcome<Change<Import>> fail(String reason, Instant now) {
    return enter(new ImportStatus.Failed(micros(now), reason), now);
  }

  public boolean isRunning() {
    return status instanceof ImportStatus.Running;
  }

  /** Every field as text, for the audit trail. */
  public Map<String, String> facts() {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    facts.put("file", file.name());
    facts.put("bytes", Long.toString(file.bytes()));
    facts.put("sha256", file.sha256());
    facts.put("encoding", format.encoding().name());
    facts.put("delimiter", String.valueOf(format.delimiter()));
    facts.put("header", mapping.header().name());
    mapping.targets().forEach((column, target) -> facts.put("column " + column, target.code()));
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

  private Outcome<ImportMapping> checked(ImportMapping candidate) {
    Checks checks = new Checks();
    if (candidate.targets().isEmpty()) {
      checks.add("columns", "required", "At least one column must fill a field.");
    }
    Map<LeadField, Integer> taken = new HashMap<>();
    candidate
        .targets()
        .forEach((column, target) -> {
          String place = "columns/" + column;
          if (column < 1 || column > firstRow.size()) {
            checks.add(
                place,
                "unknown-column",
                "The file has the columns 1 to " + firstRow.size() + ", not " + column + ".");
          }
          for (LeadField field : target.fields()) {
            Integer other = taken.putIfAbsent(field, column);
            if (other != null) {
              checks.add(
                  place,
                  "doubled-target",
                  "The field " + field.label() + " is filled by column " + other + " already.");
            }
          }
        });
    return checks.orRefuse(() -> candidate);
  }

  private Outcome<Change<Import>> enter(ImportStatus next, Instant now) {
    return status.next().contains(next.name())
        ? Outcome.done(Change.of(in(next, now)))
        : Outcome.refused(notFrom(next.name().name()));
  }

  private Outcome<Change<Import>> inPreparation(
      String wanted, Supplier<Outcome<Change<Import>>> change) {
    return status instanceof ImportStatus.Uploaded
        ? change.get()
        : Outcome.refused(notFrom(wanted));
  }

  private Outcome<Change<Import>> startable(Supplier<Outcome<Change<Import>>> change) {
    return status.next().contains(ImportStatus.Name.RUNNING)
        ? change.get()
        : Outcome.refused(notFrom("RUNNING"));
  }

  private InvalidTransition notFrom(String wanted) {
    return new InvalidTransition(
        "import", status.name().name(), wanted, status.next().stream().map(Enum::name).toList());
  }

  private Import in(ImportStatus next, Instant now) {
    return new Import(id, revision.next(now), file, format, firstRow, mapping, owner, start, next);
  }

  private static Instant micros(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
