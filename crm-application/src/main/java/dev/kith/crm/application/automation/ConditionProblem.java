package dev.kith.crm.application.automation;

/**
 * What is wrong with a condition.
 *
 * @param line from 1
 * @param column from 1, in characters
 * @param message one sentence for a person
 */
public record ConditionProblem(int line, int column, String message) {

  /** With its place. */
  public String text() {
    return "Line " + line + ", column " + column + ": " + message;
  }
}
