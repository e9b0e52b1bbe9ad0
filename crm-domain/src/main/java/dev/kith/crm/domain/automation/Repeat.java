package dev.kith.crm.domain.automation;

/** How often a rule acts on one record. Stored by name. */
public enum Repeat {
  /** Once, whatever happens later, and also by later versions of the rule. */
  ONCE_PER_RECORD,
  /** Once each time that the record enters a state, such as a status. */
  ONCE_PER_STATE_ENTRY,
  /** Each time. */
  ALWAYS
}
