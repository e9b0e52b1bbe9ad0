package dev.kith.crm.domain.scoring.prediction.example;

/** What a column holds, as far as its text tells. */
public enum ColumnKind {
  /** Nothing in any row. */
  EMPTY,
  /** The same in every row. */
  CONSTANT,
  /** One of two, or the one thing that it says where it says something. */
  FLAG,
  /** Words that come again. */
  CATEGORY,
  /** Decimal numbers, more than two of them. */
  NUMBER,
  /** ISO dates; what counts is how many days before the moment of its example each lies. */
  DATE,
  /**
   * Words that hardly come again, such as names and remarks; what counts is whether there are any.
   */
  TEXT
}
