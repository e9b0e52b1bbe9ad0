package dev.kith.crm.domain.scoring.engagement;

/**
 * By what whoever reports an event knows it again: an event that is reported twice under one id
 * counts once.
 *
 * @param value 1 to {@value #LONGEST} characters
 */
public record EngagementId(String value) implements Comparable<EngagementId> {

  public static final int LONGEST = 200;

  /** Ids that begin so are those of visitors of web pages; nobody else can use one. */
  public static final String OF_VISITORS = "visitor/";

  /**
   * Ids that begin so stand for points that were awarded, where lines of the ledger name events.
   */
  public static final String OF_AWARDS = "award/";

  public EngagementId {
    if (value.isEmpty() || value.length() > LONGEST) {
      throw new IllegalArgumentException("an id has 1 to " + LONGEST + " characters");
    }
  }

  @Override
  public int compareTo(EngagementId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
