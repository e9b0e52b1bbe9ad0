package dev.kith.crm.domain.conversion;

/** What becomes of a lead for which there are accounts or contacts that may be the same. */
public enum DuplicatePolicy {
  /** Nothing: somebody is to look at them, also where one is certainly the same. */
  REVIEW("Leave it to me, whatever may be the same"),
  /** The one that is certainly the same is linked; where none is, somebody is to look. */
  LINK("Link what is certainly the same, leave the others to me"),
  /** The one that is certainly the same is linked; where none is, there is a new one. */
  CREATE("Link what is certainly the same, else create new ones");

  private final String label;

  DuplicatePolicy(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }
}
