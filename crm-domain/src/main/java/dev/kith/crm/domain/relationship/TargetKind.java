package dev.kith.crm.domain.relationship;

import java.util.Arrays;
import java.util.Optional;

/** What contacts can play a part for. The codes are the types of the records' subjects. */
public enum TargetKind {
  ACCOUNT("account", "Account"),
  OPPORTUNITY("opportunity", "Opportunity");

  private final String code;
  private final String label;

  TargetKind(String code, String label) {
    this.code = code;
    this.label = label;
  }

  public String code() {
    return code;
  }

  /** For people, in English. */
  public String label() {
    return label;
  }

  public static Optional<TargetKind> named(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
  }
}
