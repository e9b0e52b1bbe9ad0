package dev.kith.crm.application.intake.source.table;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a table stands among the rows of a file: how many rows come before it, how many of its own
 * name the columns, and whether any do.
 *
 * <p>The body of a table shows what its columns hold: a column is typed if nearly all of its cells
 * are of one type that is not text. Rows at the top that hold text where the body holds numbers,
 * dates or addresses, and nothing of that kind themselves, are names; what stands above them is a
 * preamble. A first row that already holds what the body holds means that there is no header. Where
 * no column is typed, the table itself does not tell. (The idea of telling lines apart by how they
 * differ in type from those around them is that of Adelfio and Samet, "Schema extraction for
 * tabular data on the web", 2013, and of Pytheas, 2020.)
 *
 * @param before how many rows stand before the table
 * @param headerRows how many rows name the columns, if any do; at least 1
 * @param width how many columns it has
 */
public record TableLayout(int before, int headerRows, HeaderRow header, int width) {

  private static final int MOST_BEFORE = 50;
  private static final int MOST_HEADER_ROWS = 5;

  /** A second row of names is rare, and a row of data must not be taken for one. */
  private static final int DIFFERENCES_OF_FURTHER_ROWS = 2;

  private static final int FEWEST_BELOW_SEVERAL = 3;

  /** How many of the cells of a typed column are of its type. */
  private static final double NEARLY_ALL = 0.8;

  /**
   * @param rows the first rows of the file
   */
  public static TableLayout of(List<List<String>> rows) {
    return new Search(rows).layout();
  }

  private static final class Search {

    private final List<List<String>> rows;
    private final List<List<CellType>> types;
    private final int width;
    private final List<@Nullable CellType> columns;

    Search(List<List<String>> rows) {
      this.rows = rows;
      this.types = rows.stream().map(r -> r.stream().map(CellType::of).toList()).toList();
      this.width = usualWidth();
      this.columns = columnTypes();
    }

    TableLayout layout() {
      int first = 0;
      while (first < Math.min(rows.size() - 1, MOST_BEFORE) && isOutside(first)) {
        first++;
      }
      int names = namesFrom(first);
      if (names == 0 && first > 0) {
        // Names may be fewer or more than the columns; they stand right above the data.
        first = namesNothingButText(first - 1) ? first - 1 : firstWithSeveralCells(first);
        names = namesNothingButText(first) ? 1 : 0;
      }
      return new TableLayout(first, Math.max(1, names), header(first, names), width);
    }

    private HeaderRow header(int first, int names) {
      if (names > 0) {
        return HeaderRow.PRESENT;
      }
      if (rows.isEmpty() || rows.size() < 2) {
        return HeaderRow.UNDECIDED;
      }
      return isLikeBody(first) && !isSequence(rows.get(first))
          ? HeaderRow.NONE
          : HeaderRow.UNDECIDED;
    }

    /** Of the rows further down, since it is the top that differs. */
    private int usualWidth() {
      Multiset<Integer> widths = HashMultiset.create();
      for (int i = rows.size() > 3 ? 1 : 0; i < rows.size(); i++) {
        widths.add(rows.get(i).size());
      }
      int usual = 0;
      for (Multiset.Entry<Integer> width : widths.entrySet()) {
        int difference = width.getCount() - widths.count(usual);
        if (difference > 0 || (difference == 0 && width.getElement() > usual)) {
          usual = width.getElement();
        }
      }
      return usual;
    }

    private List<@Nullable CellType> columnTypes() {
      List<@Nullable CellType> found = new ArrayList<>();
      for (int column = 0; column < width; column++) {
        Multiset<CellType> seen = HashMultiset.create();
        for (int i = Math.min(MOST_HEADER_ROWS, (rows.size() + 1) / 2); i < rows.size(); i++) {
          if (types.get(i).size() == width && types.get(i).get(column) != CellType.EMPTY) {
            seen.add(types.get(i).get(column));
          }
        }
        found.add(
            seen.entrySet().stream()
                .filter(e -> e.getElement() != CellType.TEXT)
                .filter(e -> isNearlyAll(e.getCount(), seen.size()))
                .map(Multiset.Entry::getElement)
                .findFirst()
                .orElse(null));
      }
      return found;
    }

    /** Of few, one may differ. */
    private static boolean isNearlyAll(int some, int all) {
      return some >= NEARLY_ALL * all || (some >= 2 && some >= all - 1);
    }

    /** Too few or too many cells, or a single one such as a title. */
    private boolean isOutside(int row) {
      int cells = rows.get(row).size();
      return cells != width || (width >= 3 && filled(row) == 1);
    }

    private int namesFrom(int first) {
      int count = 0;
      while (first + count < rows.size() - 1
          && count < MOST_HEADER_ROWS
          && rows.get(first + count).size() == width
          && differences(first + count) >= (count == 0 ? 1 : DIFFERENCES_OF_FURTHER_ROWS)
          && (count == 0 || rows.size() - first - count > FEWEST_BELOW_SEVERAL)) {
        count++;
      }
      return count;
    }

    /** In how many columns a row has text where the body has none; 0 if it has more than text. */
    private int differences(int row) {
      int different = 0;
      for (int column = 0; column < width; column++) {
        CellType type = types.get(row).get(column);
        if (type != CellType.TEXT && type != CellType.EMPTY) {
          return 0;
        }
        different += type == CellType.TEXT && columns.get(column) != null ? 1 : 0;
      }
      return different;
    }

    private boolean namesNothingButText(int row) {
      return columns.stream().anyMatch(c -> c != null)
          && filled(row) >= Math.min(2, width)
          && types.get(row).stream().allMatch(t -> t == CellType.TEXT || t == CellType.EMPTY);
    }

    /** Without names below them, only lone cells at the top are no data. */
    private int firstWithSeveralCells(int limit) {
      int row = 0;
      while (row < limit && filled(row) <= 1) {
        row++;
      }
      return row;
    }

    private boolean isLikeBody(int row) {
      boolean like = false;
      for (int column = 0; column < Math.min(width, types.get(row).size()); column++) {
        CellType type = columns.get(column);
        CellType is = types.get(row).get(column);
        if (type != null && is != CellType.EMPTY) {
          if (is != type) {
            return false;
          }
          like = true;
        }
      }
      return like;
    }

    /** Years or months one after the other are names, although they are numbers. */
    private static boolean isSequence(List<String> row) {
      List<Long> numbers =
          row.stream()
              .map(String::strip)
              .filter(c -> c.matches("\\d{1,4}"))
              .map(Long::valueOf)
              .toList();
      if (numbers.size() < 3 || numbers.size() < row.size() - 2) {
        return false;
      }
      long step = numbers.get(1) - numbers.get(0);
      for (int i = 1; i < numbers.size(); i++) {
        if (numbers.get(i) - numbers.get(i - 1) != step) {
          return false;
        }
      }
      return step != 0;
    }

    private int filled(int row) {
      return (int) types.get(row).stream().filter(t -> t != CellType.EMPTY).count();
    }
  }
}
