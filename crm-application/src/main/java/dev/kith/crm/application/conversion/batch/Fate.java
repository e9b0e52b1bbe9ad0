package dev.kith.crm.application.conversion.batch;

/** What became of a lead in a batch, or in a dry run would become of it. */
public enum Fate {
  CONVERTED,
  /** There was nothing to convert: it was converted before, is not qualified, or is gone. */
  SKIPPED,
  /** It could not be converted. */
  FAILED,
  /** There are records that may be the same; somebody is to look at them. */
  DUPLICATE
}
