package dev.kith.crm.domain.intake;

/**
 * How far taking back an import has come.
 *
 * @param lastRow the row of the file that was taken back or kept last: of leads those before it are
 *     done, of other records those behind it
 * @param removed records that the import had created
 * @param restored records whose fields are as they were before
 * @param kept rows of which something stayed, because somebody has edited it since, or something
 *     hangs on it
 */
public record RevertProgress(long lastRow, long removed, long restored, long kept) {

  public static final RevertProgress NONE = new RevertProgress(0, 0, 0, 0);

  public RevertProgress plus(long moreRemoved, long moreRestored, long moreKept, long upTo) {
    return new RevertProgress(
        upTo, removed + moreRemoved, restored + moreRestored, kept + moreKept);
  }
}
