package dev.kith.crm.domain.relationship;

/** How somebody thinks of what is offered. */
public enum Stance {
  CHAMPION("Champion"),
  SUPPORTER("Supporter"),
  NEUTRAL("Neutral"),
  DETRACTOR("Detractor");

  private final String label;

  Stance(String label) {
    this.label = label;
  }

  /** For people, in English. */
  public String label() {
    return label;
  }
}
