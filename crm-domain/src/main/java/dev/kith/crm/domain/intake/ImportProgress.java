package dev.kith.crm.domain.intake;

/**
 * How far an import has come. It is kept in the same transaction as the rows that it counts, and is
 * where a new worker goes on when one dies.
 *
 * @param rows rows done, whether created or failed; blank lines and the header do not count
 * @param created leads captured
 * @param failed rows that stand among the errors
 * @param bytes how much of the file is done
 */
public record ImportProgress(long rows, long created, long failed, long bytes) {

  public static final ImportProgress NONE = new ImportProgress(0, 0, 0, 0);

  public ImportProgress {
    if (rows != created + failed) {
      throw new IllegalArgumentException(
          rows + " rows are not " + created + " created and " + failed + " failed");
    }
  }

  /** Further rows, up to a byte of the file. */
  public ImportProgress plus(long moreCreated, long moreFailed, long upTo) {
    return new ImportProgress(
        rows + moreCreated + moreFailed, created + moreCreated, failed + moreFailed, upTo);
  }
}
