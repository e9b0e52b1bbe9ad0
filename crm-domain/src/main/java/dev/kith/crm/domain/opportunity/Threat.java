package dev.kith.crm.domain.opportunity;

/** How much a competitor is to be feared in an opportunity. Stored by name. */
public enum Threat {
  LOW,
  MEDIUM,
  HIGH
}
