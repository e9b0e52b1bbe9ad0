package dev.kith.crm.domain.access;

/** What may be done with the records of a feature. Stored by {@link #code()}. */
public enum Action {
  VIEW("view"),
  CREATE("create"),
  EDIT("edit"),
  ASSIGN("assign"),
  DELETE("delete"),
  EXPORT("export"),
  ADMINISTER("administer");

  private final String code;

  Action(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }
}
