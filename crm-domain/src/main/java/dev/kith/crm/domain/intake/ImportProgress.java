package dev.kith.crm.domain.intake;

import com.google.common.collect.Multiset;

/**
 * How far an import has come, or its check. It is kept in the same transaction as the rows that it
 * counts, and is where a new worker goes on when one dies.
 *
 * @param rows rows done, whatever became of them; blank lines and the header do not count
 * @param created leads captured
 * @param updated leads changed
 * @param skipped rows whose lead was there already and stays as it is
 * @param duplicate rows about the same lead as an earlier row
 * @param failed rows that stand among the errors
 * @param review rows that would change a lead, put aside for somebody to decide
 * @param bytes how much of the file is done
 */
public record ImportProgress(
    long rows,
    long created,
    long updated,
    long skipped,
    long duplicate,
    long failed,
    long review,
    long bytes) {

  public static final ImportProgress NONE = new ImportProgress(0, 0, 0, 0, 0, 0, 0, 0);

  public ImportProgress {
    if (rows != created + updated + skipped + duplicate + failed + review) {
      throw new IllegalArgumentException("not every one of " + rows + " rows has become something");
    }
  }

  /** With nothing to be decided. */
  public ImportProgress(
      long rows,
      long created,
      long updated,
      long skipped,
      long duplicate,
      long failed,
      long bytes) {
    this(rows, created, updated, skipped, duplicate, failed, 0, bytes);
  }

  /** Further rows, up to a byte of the file. */
  public ImportProgress plus(Multiset<RowFate> fates, long upTo) {
    return new ImportProgress(
        rows + fates.size(),
        created + fates.count(RowFate.CREATED),
        updated + fates.count(RowFate.UPDATED),
        skipped + fates.count(RowFate.SKIPPED),
        duplicate + fates.count(RowFate.DUPLICATE),
        failed + fates.count(RowFate.FAILED),
        review + fates.count(RowFate.REVIEW),
        upTo);
  }

  /** The same rows, at the end of the file. */
  public ImportProgress at(long upTo) {
    return new ImportProgress(rows, created, updated, skipped, duplicate, failed, review, upTo);
  }

  /** Whether the same became of as many rows. */
  public boolean sameCounts(ImportProgress other) {
    return at(0).equals(other.at(0));
  }
}
