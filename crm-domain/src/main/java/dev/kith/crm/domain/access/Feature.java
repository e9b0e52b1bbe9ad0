package dev.kith.crm.domain.access;

/** What a permission is about. Stored by {@link #code()}. */
public enum Feature {
  LEAD("lead"),
  ACCOUNT("account"),
  CONTACT("contact"),
  OPPORTUNITY("opportunity"),
  PRODUCT("product"),
  COMPETITOR("competitor"),
  IMPORT("import"),
  DUPLICATE("duplicate"),
  CONSENT("consent"),
  TASK("task"),
  ASSIGNMENT("assignment"),
  CALENDAR("calendar"),
  CURRENCY("currency"),
  JOB("job"),
  ACCESS("access"),
  AUDIT("audit"),
  EVENT("event"),
  AUTOMATION("automation");

  private final String code;

  Feature(String code) {
    this.code = code;
  }

  /** The stable name, as stored and as shown in the API. */
  public String code() {
    return code;
  }
}
