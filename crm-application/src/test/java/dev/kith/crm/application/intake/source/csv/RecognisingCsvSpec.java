package dev.kith.crm.application.intake.source.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.intake.source.Encoding;
import dev.kith.crm.domain.intake.source.FileFormat.Csv;
import dev.kith.crm.domain.intake.source.FileFormat.Escape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RecognisingCsvSpec {

  @Nested
  class The_delimiter {

    @Test
    void is_found_by_the_rows_being_regular() {
      for (String delimiter : List.of(",", ";", "\t", "|")) {
        String file =
            String.join(delimiter, "name", "city", "note")
                + "\n"
                + String.join(delimiter, "Ada", "London", "\"likes engines, tea; cake | and tabs\"")
                + "\n"
                + String.join(delimiter, "Jörg", "Köln", "none")
                + "\n";
        assertThat(CsvText.detected(file))
            .isEqualTo(Csv.written(Encoding.UTF_8, delimiter, '"', Escape.DOUBLED));
      }
    }

    @Test
    void is_not_taken_for_the_comma_of_decimal_numbers() {
      assertThat(CsvText.detected("a;b\n1,5;2,5\n3,25;4,75\n5,0;6,1\n").delimiter()).isEqualTo(";");
    }

    @Test
    void is_what_a_first_line_for_spreadsheets_says() {
      assertThat(CsvText.detected("sep=|\na,b|c\nd,e|f\n").delimiter()).isEqualTo("|");
    }
  }

  @Nested
  class The_quote {

    @Test
    void can_be_an_apostrophe() {
      assertThat(
              CsvText.detected("name,note\nAda,'tea, cake'\nBob,'rolls, butter'\nCy,'a, b'\n")
                  .quote())
          .isEqualTo('\'');
    }

    @Test
    void is_the_usual_one_where_none_is_seen() {
      assertThat(CsvText.detected("a,b\nc,d\n").quote()).isEqualTo('"');
    }

    @Test
    void is_the_usual_one_where_a_single_cell_is_never_closed() {
      for (int rows : new int[] {3, 40, 200, 500}) {
        StringBuilder file = new StringBuilder("name,company,city\n");
        for (int i = 1; i <= rows; i++) {
          String company = i == 2 ? "\"Co X" : i > 450 ? "\"Co " + i + ", Inc\"" : "Co " + i;
          file.append("Ada ").append(i).append(',').append(company).append(",London\n");
        }
        assertThat(CsvText.detected(file.toString()).quote()).as("%s rows", rows).isEqualTo('"');
      }
    }

    @Test
    void is_none_where_many_cells_begin_with_what_is_not_one() {
      StringBuilder file = new StringBuilder("name,company\n");
      for (int i = 1; i <= 40; i++) {
        file.append("Ada ").append(i).append(",\"Star\" Ltd ").append(i).append('\n');
      }
      assertThat(CsvText.detected(file.toString()).quote()).isEqualTo(Csv.NO_QUOTE);
    }

    @Test
    void is_escaped_by_a_backslash_where_the_file_does_so() {
      assertThat(CsvText.detected("a,b\n\"48\\\" table\",x\n\"5\\\", or 6\\\"\",y\n").escape())
          .isEqualTo(Escape.BACKSLASH);
    }
  }

  @Nested
  class The_encoding {

    @Test
    void is_utf_8_where_the_bytes_are() {
      assertThat(encoding("Jürgen;Łódź".getBytes(StandardCharsets.UTF_8)))
          .isEqualTo(Encoding.UTF_8);
    }

    @Test
    void is_windows_1252_where_the_bytes_are_not_utf_8() {
      assertThat(encoding("Jürgen;Köln – 5 €".getBytes(Encoding.WINDOWS_1252.charset())))
          .isEqualTo(Encoding.WINDOWS_1252);
    }

    @Test
    void stays_utf_8_where_a_single_row_was_damaged() {
      byte[] file = "Jürgen\nKäthe\nBjörn\n".getBytes(StandardCharsets.UTF_8);
      byte[] damaged = Arrays.copyOf(file, file.length + 2);
      damaged[file.length] = (byte) 0xfc;
      damaged[file.length + 1] = '\n';
      assertThat(encoding(damaged)).isEqualTo(Encoding.UTF_8);
    }

    @Test
    void is_told_by_a_character_a_million_bytes_in() {
      byte[] file =
          ("a,b\n".repeat(300_000) + "Jürgen,x\n").getBytes(Encoding.WINDOWS_1252.charset());
      assertThat(encoding(file)).isEqualTo(Encoding.WINDOWS_1252);
    }

    @Test
    void is_sixteen_bit_with_or_without_a_byte_order_mark() {
      for (String mark : List.of("\uFEFF", "")) {
        String text = mark + "name;city\nAda;London\n";
        assertThat(encoding(text.getBytes(StandardCharsets.UTF_16LE))).isEqualTo(Encoding.UTF_16LE);
        assertThat(encoding(text.getBytes(StandardCharsets.UTF_16BE))).isEqualTo(Encoding.UTF_16BE);
      }
    }

    private Encoding encoding(byte[] file) {
      return CsvText.detected(file).encoding();
    }
  }
}
