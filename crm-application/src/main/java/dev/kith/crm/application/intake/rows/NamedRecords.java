package dev.kith.crm.application.intake.rows;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Records of one kind that the cells of rows name: those of many rows are read together. */
interface NamedRecords {

  /** What is going to be read of them stays true until the rows are written. */
  default void hold(List<Map<String, String>> rows) {}

  /**
   * Reads those that the rows name.
   *
   * @param names what the rows are called themselves, where that tells which records they are about
   */
  void meet(List<Map<String, String>> rows, Set<String> names);
}
