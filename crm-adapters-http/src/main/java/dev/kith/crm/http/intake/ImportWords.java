package dev.kith.crm.http.intake;

import dev.kith.crm.domain.intake.ImportStatus;

/** How imports read on pages. */
final class ImportWords {

  private ImportWords() {}

  static String status(ImportStatus.Name status) {
    return switch (status) {
      case UPLOADED -> "Not started";
      case RUNNING -> "Running";
      case COMPLETED -> "Done";
      case FAILED -> "Failed";
      case CANCELLED -> "Cancelled";
    };
  }

  static String tone(ImportStatus.Name status) {
    return switch (status) {
      case UPLOADED -> "warn";
      case RUNNING -> "info";
      case COMPLETED -> "good";
      case FAILED -> "bad";
      case CANCELLED -> "";
    };
  }
}
