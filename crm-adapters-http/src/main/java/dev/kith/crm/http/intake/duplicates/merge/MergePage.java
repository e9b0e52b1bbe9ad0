package dev.kith.crm.http.intake.duplicates.merge;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.intake.duplicates.merge.MergeChoice;
import dev.kith.crm.domain.intake.duplicates.merge.MergeField;
import dev.kith.crm.http.intake.duplicates.merge.MergedKind.Side;
import dev.kith.crm.http.pages.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Records of one kind side by side.
 *
 * @param sides the winner first
 * @param rows a row for each field that any of them has
 */
record MergePage(MergedKind kind, List<Side> sides, List<Row> rows, Problems problems) {

  /** How picks are sent: this, and the field. */
  static final String PICK = "pick.";

  MergePage {
    sides = ImmutableList.copyOf(sides);
    rows = ImmutableList.copyOf(rows);
  }

  /**
   * A field of all of them.
   *
   * @param differs whether there is something to pick
   * @param unites whether the values of all can be kept
   * @param all whether they are, unless somebody picks those of one
   */
  record Row(
      String field, String label, List<Cell> cells, boolean differs, boolean unites, boolean all) {
    Row {
      cells = ImmutableList.copyOf(cells);
    }
  }

  /**
   * What one record has in a field.
   *
   * @param chosen whether it is kept, unless somebody picks another
   */
  record Cell(UUID record, @Nullable String text, boolean chosen) {}

  /**
   * @param fields that the person may see
   * @param sent what was picked before, if the page is shown again
   */
  static MergePage of(
      MergedKind kind,
      List<Side> sides,
      List<MergeField> fields,
      boolean owners,
      Map<String, String> sent,
      Problems problems) {
    List<Row> rows = new ArrayList<>();
    for (MergeField field : fields) {
      rows.add(
          row(
              field.code(),
              kind.labelOf(field.code()),
              sides,
              usual(field, sides),
              field.several() != null,
              sent));
    }
    if (owners) {
      rows.add(row(MergeChoice.OWNER, "Owner", sides, 0, false, sent));
    }
    return new MergePage(
        kind,
        sides,
        rows.stream().filter(r -> r.cells().stream().anyMatch(c -> c.text() != null)).toList(),
        problems);
  }

  /** The first that has something of what is taken from one record. */
  private static int usual(MergeField field, List<Side> sides) {
    return IntStream.range(0, sides.size())
        .filter(i -> field.together().stream().anyMatch(sides.get(i).texts()::containsKey))
        .findFirst()
        .orElse(0);
  }

  private static Row row(
      String field,
      String label,
      List<Side> sides,
      int usual,
      boolean unites,
      Map<String, String> sent) {
    String picked = sent.get(PICK + field);
    boolean all = unites && (picked == null || picked.isEmpty());
    int chosen =
        IntStream.range(0, sides.size())
            .filter(i -> sides.get(i).id().toString().equals(picked))
            .findFirst()
            .orElse(usual);
    List<Cell> cells =
        IntStream.range(0, sides.size())
            .mapToObj(
                i -> new Cell(sides.get(i).id(), sides.get(i).text(field), !all && i == chosen))
            .toList();
    boolean differs = sides.stream().map(side -> side.text(field)).distinct().count() > 1;
    return new Row(field, label, cells, differs, unites, all);
  }

  Side winner() {
    return sides.getFirst();
  }

  List<Side> others() {
    return sides.subList(1, sides.size());
  }

  long differences() {
    return rows.stream().filter(Row::differs).count();
  }
}
