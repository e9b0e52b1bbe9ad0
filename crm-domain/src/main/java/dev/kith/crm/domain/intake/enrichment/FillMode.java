package dev.kith.crm.domain.intake.enrichment;

/** Which fields of a lead enrichment may write. Stored by name. */
public enum FillMode {
  /** Only those that are empty. */
  FILL_EMPTY,
  /** Those too that enrichment has filled itself, and nobody has changed since. */
  REFRESH,
  /** Every field, also those that people have typed. */
  OVERWRITE
}
