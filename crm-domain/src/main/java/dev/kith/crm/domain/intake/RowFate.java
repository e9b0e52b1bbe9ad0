package dev.kith.crm.domain.intake;

/** What became of a row, or would become of it. Stored by name. */
public enum RowFate {
  CREATED,
  UPDATED,
  /** The lead is there already, and stays as it is. */
  SKIPPED,
  /** An earlier row of the same file is about the same lead. */
  DUPLICATE,
  FAILED,
  /** It would change a lead, and somebody is to decide. */
  REVIEW,
  /** The import was taken back, but this stayed as it is: somebody has edited or uses it. */
  KEPT
}
