package dev.kith.crm.domain.relationship;

/** From where it is known that a contact plays a part. */
public enum RoleSource {
  /** Somebody said so. */
  MANUAL("Entered"),
  /** A rule said so. */
  RULE("By a rule"),
  /** It was concluded, such as from a title. */
  INFERRED("Concluded");

  private final String label;

  RoleSource(String label) {
    this.label = label;
  }

  /** For people, in English. */
  public String label() {
    return label;
  }
}
