package dev.kith.crm.http.pages;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Forms in which the same fields stand in row after row. */
public final class FormRows {

  private static final Splitter STEPS = Splitter.on('/');

  private FormRows() {}

  /**
   * What was sent, row by row.
   *
   * @param field that every row has sent
   * @param row of the texts of its fields by their names; empty where one was not sent
   */
  public static <R> List<R> sent(
      Visit visit, String field, Function<Function<String, String>, R> row) {
    return IntStream.range(0, visit.ctx().formParams(field).size())
        .mapToObj(i ->
            row.apply(name -> {
              List<String> texts = visit.ctx().formParams(name);
              return i < texts.size() ? texts.get(i) : "";
            }))
        .toList();
  }

  /** With rows at the end for what is to come, as long as there are not too many. */
  public static <R> List<R> withBlanks(List<R> rows, R blank, int blanks, int most) {
    ImmutableList.Builder<R> all = ImmutableList.<R>builder().addAll(rows);
    for (int i = 0; i < Math.min(blanks, most - rows.size()); i++) {
      all.add(blank);
    }
    return all.build();
  }

  /**
   * Which field a pointer leads to: {@code /lines/2/price} to price-2. Empty where it leads to none
   * of a row of this list.
   *
   * @param names of fields that the form calls otherwise than the list does
   */
  public static String field(String pointer, String list, Map<String, String> names) {
    List<String> steps = STEPS.splitToList(pointer);
    return steps.size() > 3 && steps.get(1).equals(list)
        ? names.getOrDefault(steps.get(3), steps.get(3)) + "-" + steps.get(2)
        : "";
  }
}
