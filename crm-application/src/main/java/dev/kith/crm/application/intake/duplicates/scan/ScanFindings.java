package dev.kith.crm.application.intake.duplicates.scan;

/**
 * What a scan has looked at and found, and what it had to leave out.
 *
 * @param records so many were looked at
 * @param compared so many pairs were compared, some twice
 * @param clusters so many were found
 * @param largeBlocks keys that more records share than are compared all with all, so that each was
 *     compared with its neighbours only
 * @param skippedBlocks keys that so many records share that none were compared by them
 * @param largestBlock how many records share the commonest key; 0 if no key is that common
 * @param cutPairs alike, but left out because their cluster would have become too large
 */
public record ScanFindings(
    long records,
    long compared,
    long clusters,
    long largeBlocks,
    long skippedBlocks,
    long largestBlock,
    long cutPairs) {

  public static final ScanFindings NONE = new ScanFindings(0, 0, 0, 0, 0, 0, 0);

  /** With records looked at, and pairs compared for them. */
  ScanFindings looked(long more, long pairs) {
    return new ScanFindings(
        records + more,
        compared + pairs,
        clusters,
        largeBlocks,
        skippedBlocks,
        largestBlock,
        cutPairs);
  }

  ScanFindings blocks(long large, long skipped, long largest, long pairs) {
    return new ScanFindings(
        records,
        compared + pairs,
        clusters,
        largeBlocks + large,
        skippedBlocks + skipped,
        Math.max(largestBlock, largest),
        cutPairs);
  }

  ScanFindings joined(long found, long cut) {
    return new ScanFindings(
        records, compared, found, largeBlocks, skippedBlocks, largestBlock, cut);
  }
}
