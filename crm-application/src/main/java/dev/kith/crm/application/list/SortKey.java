package dev.kith.crm.application.list;

/** A field to sort by; texts without regard to case, empty values last in either direction. */
public record SortKey(String field, boolean descending) {

  /** As in the API: {@code name} or {@code -name}. */
  @Override
  public String toString() {
    return descending ? "-" + field : field;
  }
}
