package dev.kith.crm.domain.access;

/** Which records a grant reaches, from narrow to wide. Stored by {@link #code()}. */
public enum Scope {
  /** Records that the actor owns. */
  OWN("own"),
  /** Records owned by the actor or by somebody who shares a team with the actor. */
  TEAM("team"),
  /** Every record, owned or not. */
  ALL("all");

  private final String code;

  Scope(String code) {
    this.code = code;
  }

  public String code() {
    return code;
  }

  public boolean covers(Scope other) {
    return compareTo(other) >= 0;
  }

  public static Scope wider(Scope a, Scope b) {
    return a.covers(b) ? a : b;
  }
}
