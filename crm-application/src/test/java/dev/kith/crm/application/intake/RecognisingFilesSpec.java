package dev.kith.crm.application.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Maps;
import dev.kith.crm.domain.intake.CsvFormat;
import dev.kith.crm.domain.intake.Encoding;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.lead.LeadField;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class RecognisingFilesSpec {

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
        assertThat(Csv.detected(file))
            .isEqualTo(new CsvFormat(Encoding.UTF_8, delimiter.charAt(0), '"', false));
      }
    }

    @Test
    void is_not_taken_for_the_comma_of_decimal_numbers() {
      assertThat(Csv.detected("a;b\n1,5;2,5\n3,25;4,75\n5,0;6,1\n").delimiter()).isEqualTo(';');
    }

    @Test
    void is_what_a_first_line_for_spreadsheets_says() {
      assertThat(Csv.detected("sep=|\na,b|c\nd,e|f\n").delimiter()).isEqualTo('|');
    }
  }

  @Nested
  class The_quote {

    @Test
    void can_be_an_apostrophe() {
      assertThat(
              Csv.detected("name,note\nAda,'tea, cake'\nBob,'rolls, butter'\nCy,'a, b'\n").quote())
          .isEqualTo('\'');
    }

    @Test
    void is_the_usual_one_where_none_is_seen() {
      assertThat(Csv.detected("a,b\nc,d\n").quote()).isEqualTo('"');
    }

    @Test
    void is_escaped_by_a_backslash_where_the_file_does_so() {
      assertThat(Csv.detected("a,b\n\"48\\\" table\",x\n\"5\\\", or 6\\\"\",y\n").backslash())
          .isTrue();
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
      return Csv.detected(file).encoding();
    }
  }

  @Nested
  class The_columns {

    @Test
    void of_our_own_exports_are_known_by_their_codes() {
      List<String> codes = Arrays.stream(LeadField.values()).map(LeadField::code).toList();
      ImportMapping guess = ColumnGuess.of(codes);
      assertThat(guess.header()).isEqualTo(HeaderRow.PRESENT);
      assertThat(guess.targets().values())
          .containsExactlyElementsOf(
              Arrays.stream(LeadField.values()).map(ImportTarget::of).toList());
    }

    @Test
    void are_known_in_several_languages() {
      assertThat(
              guessed(
                  "Vorname",
                  "Nachname",
                  "E-Mail-Adresse",
                  "Telefonnummer",
                  "Firma",
                  "PLZ",
                  "Straße"))
          .isEqualTo(
              Map.of(
                  1, LeadField.GIVEN_NAME,
                  2, LeadField.FAMILY_NAME,
                  3, LeadField.EMAIL,
                  4, LeadField.PHONE,
                  5, LeadField.COMPANY,
                  6, LeadField.POSTAL_CODE,
                  7, LeadField.STREET));
      assertThat(guessed("first_name", "LAST NAME", "Zip"))
          .containsValues(LeadField.GIVEN_NAME, LeadField.FAMILY_NAME, LeadField.POSTAL_CODE);
      assertThat(guessed("Prénom", "Société", "Courriel"))
          .containsValues(LeadField.GIVEN_NAME, LeadField.COMPANY, LeadField.EMAIL);
    }

    @Test
    void are_known_with_a_slip_of_the_pen() {
      assertThat(guessed("Compagny", "Telefonnumer"))
          .isEqualTo(Map.of(1, LeadField.COMPANY, 2, LeadField.PHONE));
    }

    @Test
    void fill_each_field_once_and_the_better_name_wins() {
      assertThat(guessed("name", "familyName", "email", "E-Mail"))
          .isEqualTo(Map.of(2, LeadField.FAMILY_NAME, 3, LeadField.EMAIL));
    }

    @Test
    void that_mean_nothing_to_us_are_ignored() {
      assertThat(guessed("Shoe size", "email")).isEqualTo(Map.of(2, LeadField.EMAIL));
    }

    @Test
    void are_told_apart_where_names_are_doubled_or_missing() {
      assertThat(ColumnGuess.names(List.of("Email", "", "email"), HeaderRow.PRESENT))
          .containsExactly("Email", "Column 2", "email (2)");
      assertThat(ColumnGuess.names(List.of("Ada", "x"), HeaderRow.NONE))
          .containsExactly("Column 1", "Column 2");
    }

    @Test
    void are_undecided_where_the_first_row_looks_like_data() {
      assertThat(ColumnGuess.of(List.of("Ada", "ada@engines.example")).header())
          .isEqualTo(HeaderRow.UNDECIDED);
      assertThat(ColumnGuess.of(List.of("Ada", "Lovelace")).header())
          .isEqualTo(HeaderRow.UNDECIDED);
    }

    @Test
    void of_whole_names_are_split() {
      for (String name : List.of("Name", "Full name", "Ansprechpartner", "Contact")) {
        assertThat(ColumnGuess.of(List.of(name, "email")).targets())
            .isEqualTo(Map.of(1, ImportTarget.FULL_NAME, 2, ImportTarget.of(LeadField.EMAIL)));
      }
    }

    @Test
    void called_name_hold_family_names_beside_a_column_of_given_names() {
      assertThat(guessed("Name", "Vorname"))
          .isEqualTo(Map.of(1, LeadField.FAMILY_NAME, 2, LeadField.GIVEN_NAME));
    }

    private Map<Integer, LeadField> guessed(String... names) {
      return Maps.transformValues(
          ColumnGuess.of(List.of(names)).targets(), target -> target.fields().getFirst());
    }
  }
}
