package dev.kith.crm.domain.pipeline;

import java.util.Arrays;
import java.util.Optional;

/** What a stage can ask of the opportunities in it. The codes are those of their fields. */
public enum Requirement {
  ACCOUNT("account", "Account"),
  AMOUNT("amount", "Amount"),
  CLOSE_DATE("closeDate", "Close date"),
  NEXT_STEP("nextStep", "Next step"),
  SOURCE("source", "Source"),
  OWNER("owner", "Owner");

  private final String code;
  private final String label;

  Requirement(String code, String label) {
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

  public static Optional<Requirement> named(String code) {
    return Arrays.stream(values()).filter(r -> r.code.equals(code)).findFirst();
  }
}
