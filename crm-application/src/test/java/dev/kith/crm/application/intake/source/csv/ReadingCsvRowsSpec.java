package dev.kith.crm.application.intake.source.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.kith.crm.application.intake.source.text.TextLines;
import dev.kith.crm.application.list.csv.CsvFiles;
import dev.kith.crm.domain.intake.source.Encoding;
import dev.kith.crm.domain.intake.source.FileFormat.Csv;
import dev.kith.crm.domain.intake.source.FileFormat.Escape;
import dev.kith.crm.domain.intake.source.RowFlaw;
import dev.kith.crm.domain.intake.source.SourcePosition;
import dev.kith.crm.domain.intake.source.SourceRow;
import dev.kith.crm.domain.testkit.Seeded;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReadingCsvRowsSpec {

  @Nested
  class Sound_rows {

    @Test
    void quoted_cells_hold_delimiters_quotes_and_line_breaks() {
      assertThat(CsvText.cells("a,\"b,c\",\"d\"\"e\"\n\"f\r\ng\",h,\n"))
          .containsExactly(List.of("a", "b,c", "d\"e"), List.of("f\r\ng", "h", ""));
    }

    @Test
    void lines_end_with_any_mix_of_line_breaks_and_are_counted_truly() {
      assertThat(CsvText.rows("a\r\nb\nc\rd"))
          .extracting(SourceRow::line, r -> r.cells().getFirst())
          .containsExactly(tuple(1L, "a"), tuple(2L, "b"), tuple(3L, "c"), tuple(4L, "d"));
    }

    @Test
    void a_row_after_a_cell_of_several_lines_has_its_true_line_number() {
      assertThat(CsvText.rows("\"a\nb\nc\",x\nd,y"))
          .extracting(SourceRow::line)
          .containsExactly(1L, 4L);
    }

    @Test
    void blank_lines_and_rows_without_content_are_left_out() {
      assertThat(CsvText.rows("a,b\n\n  \n,,\nc,d\n"))
          .extracting(SourceRow::line)
          .containsExactly(1L, 5L);
    }

    @Test
    void a_first_line_that_tells_the_delimiter_is_no_row() {
      assertThat(CsvText.cells("sep=,\na,b")).containsExactly(List.of("a", "b"));
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_first_cell() {
      assertThat(CsvText.cells("\uFEFFa,b")).containsExactly(List.of("a", "b"));
    }

    @Test
    void sixteen_bit_encodings_are_read_in_either_order() {
      String text = "\uFEFFname;city\r\nJürgen;Köln\r\n";
      for (Encoding encoding : List.of(Encoding.UTF_16LE, Encoding.UTF_16BE)) {
        assertThat(
                CsvText.rows(
                    text.getBytes(encoding.charset()),
                    Csv.written(encoding, ";", '"', Escape.DOUBLED)))
            .extracting(SourceRow::cells)
            .containsExactly(List.of("name", "city"), List.of("Jürgen", "Köln"));
      }
    }

    @Test
    void a_backslash_can_stand_before_a_quote() {
      Csv format = Csv.STANDARD.escapedBy(Escape.BACKSLASH);
      assertThat(CsvText.rows(CsvText.bytes("\"48\\\" table\",x"), format))
          .extracting(SourceRow::cells)
          .containsExactly(List.of("48\" table", "x"));
    }

    @Test
    void every_row_tells_where_the_next_begins() {
      byte[] file = CsvText.bytes("ä,b\r\n\"c\nd\",e\nf,g");
      List<SourceRow> rows = CsvText.rows(file, Csv.STANDARD);
      assertThat(rows)
          .extracting(r -> r.next().offset())
          .containsExactly(6L, 14L, (long) file.length);
    }
  }

  @Nested
  class Broken_rows {

    @Test
    void a_quote_that_is_never_closed_spoils_its_own_line_only() {
      assertThat(CsvText.rows("a,b\nc,\"d\ne,f\ng,h"))
          .containsExactly(
              new SourceRow(1, 1, List.of("a", "b"), null, "a,b", new SourcePosition(1, 2, 4)),
              new SourceRow(
                  2,
                  2,
                  List.of("c", "\"d"),
                  RowFlaw.UNTERMINATED_QUOTE,
                  "c,\"d",
                  new SourcePosition(2, 3, 9)),
              new SourceRow(3, 3, List.of("e", "f"), null, "e,f", new SourcePosition(3, 4, 13)),
              new SourceRow(4, 4, List.of("g", "h"), null, "g,h", new SourcePosition(4, 5, 16)));
    }

    @Test
    void a_stray_quote_does_not_swallow_the_quoted_cells_behind_it() {
      SourceRow row = CsvText.rows("1,\"2,x,\"three, or so\",4").getFirst();
      assertThat(row.cells()).containsExactly("1", "\"2", "x", "three, or so", "4");
      assertThat(row.flaw()).isEqualTo(RowFlaw.MISPLACED_QUOTE);
    }

    @Test
    void a_quote_in_the_middle_of_a_cell_is_an_ordinary_character() {
      assertThat(CsvText.cells("5\" pipe,\"the \"best\" one\",x"))
          .containsExactly(List.of("5\" pipe", "the \"best\" one", "x"));
    }

    @Test
    void bytes_that_are_no_characters_spoil_their_own_row_only() {
      ByteArrayOutputStream file = new ByteArrayOutputStream();
      file.writeBytes("Käthe,1\n".getBytes(StandardCharsets.UTF_8));
      file.writeBytes("Jürgen,2\n".getBytes(Charset.forName("windows-1252")));
      file.writeBytes("Øyvind,3\n".getBytes(StandardCharsets.UTF_8));
      assertThat(CsvText.rows(file.toByteArray(), Csv.STANDARD))
          .extracting(SourceRow::flaw)
          .containsExactly(null, RowFlaw.UNDECODABLE, null);
    }

    @Test
    void nul_characters_spoil_their_own_row_only() {
      assertThat(CsvText.rows("a,b\nc\0,d\ne,f"))
          .extracting(SourceRow::flaw)
          .containsExactly(null, RowFlaw.NUL_CHARACTER, null);
    }

    @Test
    void a_line_longer_than_memory_should_hold_is_one_bad_row() {
      String file = "a,b\n" + "x".repeat(3 * TextLines.LONGEST) + ",y\nc,d\n";
      List<SourceRow> rows = CsvText.rows(file);
      assertThat(rows)
          .extracting(SourceRow::flaw)
          .containsExactly(null, RowFlaw.ROW_TOO_LONG, null);
      assertThat(rows.getLast())
          .isEqualTo(
              new SourceRow(
                  3, 3, List.of("c", "d"), null, "c,d", new SourcePosition(3, 4, file.length())));
    }

    @Test
    void a_row_of_a_hundred_thousand_cells_is_one_bad_row() {
      List<SourceRow> rows = CsvText.rows("a,b\n" + "x,".repeat(100_000) + "\nc,d\n");
      assertThat(rows)
          .extracting(SourceRow::flaw)
          .containsExactly(null, RowFlaw.TOO_MANY_CELLS, null);
      assertThat(rows.get(1).cells()).hasSizeLessThanOrEqualTo(CsvRows.MOST_CELLS + 1);
    }
  }

  @Nested
  class Any_file {

    @Test
    void whatever_this_crm_writes_it_reads_again() {
      Seeded.cases(
          300,
          random -> {
            List<List<String>> table =
                random.listOf(
                    1,
                    20,
                    r -> {
                      List<String> row = r.listOf(1, 6, c -> c.text("ab\"',;\t\r\n =ä€😀", 0, 8));
                      // A row without content would be left out.
                      row.add("x");
                      return row;
                    });
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            try (var csv = CsvFiles.writer(file)) {
              table.forEach(csv::writeRecord);
            }
            assertThat(CsvText.rows(file.toByteArray(), Csv.STANDARD))
                .extracting(SourceRow::cells)
                .isEqualTo(table);
          });
    }

    @Test
    void any_bytes_at_all_are_read_to_their_end() {
      Seeded.cases(
          300,
          random -> {
            byte[] file = new byte[random.between(0, 4_000)];
            random.nextBytes(file);
            for (int i = 0; i < file.length; i++) {
              if (random.percent(20)) {
                file[i] = (byte) random.text("\",\n\r\\", 1, 1).charAt(0);
              }
            }
            Csv format = CsvText.detected(file);
            List<SourceRow> rows = CsvText.rows(file, format);
            assertThat(rows).extracting(SourceRow::line).isSorted();
            assertThat(rows)
                .extracting(r -> r.next().offset())
                .isSorted()
                .allMatch(end -> end <= file.length);
          });
    }
  }
}
