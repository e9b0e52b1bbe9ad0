package dev.kith.crm.http.pages;

import dev.kith.crm.domain.shared.Subject;

/** Where the pages of records are that others refer to. */
public final class RecordAddress {

  private RecordAddress() {}

  public static String of(Subject record) {
    return collection(record.type()) + "/" + record.id();
  }

  /** Where records of a type are listed. */
  public static String collection(String type) {
    return type.equals("opportunity") ? "/opportunities" : "/" + type + "s";
  }
}
