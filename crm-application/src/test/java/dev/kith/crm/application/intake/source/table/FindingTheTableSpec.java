package dev.kith.crm.application.intake.source.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FindingTheTableSpec {

  @Nested
  class The_header {

    @Test
    void is_the_row_with_text_where_the_body_has_numbers_dates_or_addresses() {
      assertThat(layout("name|seats|since", "Ada|3|2026-01-02", "Bob|14|2025-03-04"))
          .isEqualTo(new TableLayout(0, 1, HeaderRow.PRESENT, 3));
    }

    @Test
    void may_have_several_rows() {
      assertThat(
              layout(
                  "person|order|order",
                  "name|count|on",
                  "Ada|3|1.2.2026",
                  "Bob|4|2.3.2026",
                  "Cy|5|3.3.2026"))
          .isEqualTo(new TableLayout(0, 2, HeaderRow.PRESENT, 3));
    }

    @Test
    void is_missing_where_the_first_row_already_holds_what_the_body_holds() {
      assertThat(layout("Ada|ada@engines.example", "Bob|bob@tools.example", "Cy|cy@tools.example"))
          .isEqualTo(new TableLayout(0, 1, HeaderRow.NONE, 2));
    }

    @Test
    void cannot_be_told_where_everything_is_text() {
      assertThat(layout("Ada|London", "Bob|Paris", "Cy|Rome").header())
          .isEqualTo(HeaderRow.UNDECIDED);
    }

    @Test
    void can_be_a_row_of_years() {
      assertThat(layout("land|2023|2024|2025", "DE|5|7|9", "FR|2|1|8", "IT|3|3|3").header())
          .isNotEqualTo(HeaderRow.NONE);
    }

    @Test
    void is_never_taken_from_rows_that_hold_data() {
      assertThat(layout("name|seats", "Ada|n/a", "Bob|n/a", "Cy|3", "Di|4", "Ed|5").headerRows())
          .isEqualTo(1);
    }

    @Test
    void may_name_fewer_columns_than_there_are() {
      assertThat(layout("name|seats", "Ada|3|x", "Bob|14|y", "Cy|5|z"))
          .isEqualTo(new TableLayout(0, 1, HeaderRow.PRESENT, 3));
    }
  }

  @Nested
  class What_stands_before_the_table {

    @Test
    void are_titles_and_rows_of_another_width() {
      assertThat(
              layout(
                  "Visitors of the fair||",
                  "printed on Monday",
                  "name|seats|since",
                  "Ada|3|2026-01-02",
                  "Bob|14|2025-03-04"))
          .isEqualTo(new TableLayout(2, 1, HeaderRow.PRESENT, 3));
    }

    @Test
    void is_no_data_that_lacks_a_cell() {
      assertThat(layout("Ada|3", "Bob|14|2025-03-04", "Cy|4|2025-03-04", "Di|4|2025-03-04"))
          .extracting(TableLayout::before)
          .isEqualTo(0);
    }
  }

  @Nested
  class Cells {

    @Test
    void are_numbers_in_the_ways_of_many_countries() {
      for (String cell :
          List.of(
              "1",
              "-1.5",
              "1.234,56",
              "1 234",
              "1'000",
              "$74.69",
              "£68,486.66",
              "12 %",
              "1.5e-7",
              "(1,000.00)",
              "12,50 €",
              "EUR 12")) {
        assertThat(CellType.of(cell)).as(cell).isEqualTo(CellType.NUMBER);
      }
    }

    @Test
    void are_times_however_written() {
      for (String cell :
          List.of(
              "2026-01-02",
              "02/01/2026",
              "2.1.2026",
              "02-Jan-26",
              "Oct-14",
              "4. März 2026",
              "2026-01-02T03:04:05Z",
              "03:04",
              "1/2/26 3:04 pm")) {
        assertThat(CellType.of(cell)).as(cell).isEqualTo(CellType.TIME);
      }
    }

    @Test
    void are_text_where_digits_are_only_part_of_them() {
      for (String cell : List.of("MG-8769", "Level 3", "7 Oak Street", "A1")) {
        assertThat(CellType.of(cell)).as(cell).isEqualTo(CellType.TEXT);
      }
    }

    @Test
    void are_nothing_where_a_sign_says_so() {
      for (String cell : List.of("", "  ", "-", "n/a", "NULL")) {
        assertThat(CellType.of(cell)).as(cell).isEqualTo(CellType.EMPTY);
      }
    }
  }

  private static TableLayout layout(String... rows) {
    return TableLayout.of(
        Arrays.stream(rows).map(row -> Arrays.asList(row.split("\\|", -1))).toList());
  }
}
