package dev.kith.crm.application.intake;

import dev.kith.crm.domain.intake.RowFate;
import java.util.Set;

/**
 * One thing that kept a row of a file from creating or changing a lead, or from being taken back.
 *
 * @param row the row's number among the rows of data, counted from 1; problems of one row share it
 * @param line the line of the file on which the row begins, counted from 1
 * @param fate what became of the row: skipped, duplicate, failed, or kept
 * @param field the code of the field; empty where the row as a whole is meant
 * @param code stable name, such as {@code email-syntax} or {@code lead-email-taken}
 * @param reason one sentence for a person
 * @param original the row as it stands in the file, of very long ones the beginning; empty where
 *     the file is hidden from the reader
 */
public record ImportProblem(
    long row, long line, RowFate fate, String field, String code, String reason, String original) {

  private static final String HIDDEN = "Hidden from you.";

  /** The problem without anything that the file says; reasons may quote it. */
  ImportProblem withoutTheFile(Set<String> masked) {
    return new ImportProblem(
        row, line, fate, field, code, masked.contains(field) ? HIDDEN : reason, "");
  }
}
