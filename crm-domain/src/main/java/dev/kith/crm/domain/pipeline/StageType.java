package dev.kith.crm.domain.pipeline;

/** What it means that an opportunity is in a stage. */
public enum StageType {
  /** It is still being worked on. */
  OPEN,
  /** The customer has bought. */
  WON,
  /** The customer has not, and will not. */
  LOST
}
