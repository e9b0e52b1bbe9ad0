package dev.kith.crm.application.intake.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.IntakeRefusal;
import dev.kith.crm.domain.intake.source.FileFormat.Xlsx;
import dev.kith.crm.domain.intake.source.RowFlaw;
import dev.kith.crm.domain.intake.source.SourceRow;
import dev.kith.crm.domain.shared.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReadingWorkbooksSpec {

  private static final String NAMES = row(text("name"), text("seats"));

  @Nested
  class Cells {

    @Test
    void hold_texts_of_their_own_or_shared_ones_without_how_they_are_pronounced() {
      Source source =
          new Source(
              Packed.workbook(
                  NAMES
                      + row("<c t=\"s\"><v>1</v></c>", number("3", 0))
                      + row(text("Bob"), number("4", 0)),
                  "<si><t>x</t></si><si><r><t>Ada </t></r><r><t>King &amp; Co</t></r>"
                      + "<rPh><t>eda</t></rPh></si>"));
      assertThat(cells(source)).contains(List.of("Ada King & Co", "3"));
    }

    @Test
    void show_numbers_without_exponents_and_rests_of_calculating() {
      assertThat(shown(number("1.0E7", 0))).isEqualTo("10000000");
      assertThat(shown(number("0.30000000000000004", 0))).isEqualTo("0.3");
      assertThat(shown(number("491701234567", 0))).isEqualTo("491701234567");
      assertThat(shown(number("12", 2))).isEqualTo("00012");
    }

    @Test
    void show_days_and_moments_by_the_standard() {
      assertThat(shown(number("46023", 1))).isEqualTo("2026-01-01");
      assertThat(shown(number("46023.5", 3))).isEqualTo("2026-01-01T12:00");
      assertThat(shown("<c t=\"d\"><v>2026-01-01</v></c>")).isEqualTo("2026-01-01");
    }

    @Test
    void with_formulas_say_what_was_calculated_last_and_nothing_is_calculated() {
      assertThat(shown("<c t=\"str\"><f>HYPERLINK(\"http://evil.example\")</f><v>shown</v></c>"))
          .isEqualTo("shown");
      assertThat(flawOf("<c><f>1+1</f></c>")).isEqualTo(RowFlaw.NOT_CALCULATED);
      assertThat(flawOf("<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>")).isEqualTo(RowFlaw.ERROR_VALUE);
    }

    @Test
    void of_a_row_of_very_many_columns_are_one_bad_row() {
      assertThat(flawOf("<c r=\"XFD2\"><v>1</v></c>")).isEqualTo(RowFlaw.TOO_MANY_CELLS);
    }

    private String shown(String cell) {
      return cells(sheet(NAMES + row(text("Ada"), cell) + row(text("Bob"), number("4", 0))))
          .getFirst()
          .get(1);
    }

    private @Nullable RowFlaw flawOf(String cell) {
      Source source = sheet(NAMES + row(text("Ada"), cell));
      return source.rows().getLast().flaw();
    }
  }

  @Nested
  class Sheets {

    @Test
    void that_are_empty_are_passed_over_and_rows_keep_their_numbers() {
      Source source =
          sheet(
              "<row r=\"2\">"
                  + text("Fair 2026")
                  + "</row>"
                  + "<row r=\"4\">"
                  + text("name")
                  + text("seats")
                  + text("on")
                  + "</row>"
                  + "<row r=\"5\"/><row r=\"6\">"
                  + text("Ada")
                  + number("3", 0)
                  + number("46023", 1)
                  + "</row>"
                  + "<row r=\"7\">"
                  + text("Bob")
                  + number("4", 0)
                  + number("46024", 1)
                  + "</row>");
      assertThat(source.analysis().format())
          .isEqualTo(new Xlsx("Leads", List.of("Empty", "Leads"), 3, 1, false));
      assertThat(source.analysis().header()).isEqualTo(HeaderRow.PRESENT);
      assertThat(source.rows()).extracting(SourceRow::line).containsExactly(6L, 7L);
      assertThat(source.rows().getFirst().original()).isEqualTo("Ada,3,2026-01-01");
    }

    @Test
    void that_are_damaged_say_so_behind_their_last_sound_row() {
      byte[] file =
          Packed.workbook(NAMES + row(text("Ada"), number("3", 0)) + "<row><c><v>&evil;</v>", "");
      List<SourceRow> rows = new Source(file).rows();
      assertThat(rows).extracting(SourceRow::flaw).endsWith(null, RowFlaw.DAMAGED);
      long sound = rows.get(rows.size() - 2).line();
      assertThat(rows.getLast().line()).isEqualTo(sound + 1);
    }

    @Test
    void that_end_between_two_rows_lack_the_next_one() {
      List<SourceRow> rows =
          new Source(Packed.workbook(NAMES + row(text("Ada"), number("3", 0)) + "</row>", ""))
              .rows();
      assertThat(rows.getLast().flaw()).isEqualTo(RowFlaw.DAMAGED);
      assertThat(rows.getLast().line()).isEqualTo(rows.get(rows.size() - 2).line() + 1);
    }

    @Test
    void are_read_on_behind_any_row() {
      GoingOnSpec.goesOnAnywhere(
          sheet(NAMES + row(text("Ada"), number("3", 0)) + row(text("Bob"), number("4", 0))));
    }
  }

  @Nested
  class Files {

    @Test
    void that_are_no_workbooks_or_damaged_are_refused() {
      assertThat(new Source(Packed.zip("a.txt", "hello")).looked())
          .isEqualTo(Outcome.refused(new IntakeRefusal.FileKindUnknown()));
      byte[] whole = Packed.workbook(NAMES, "");
      assertThat(new Source(Arrays.copyOf(whole, whole.length / 2)).looked())
          .isEqualTo(Outcome.refused(new IntakeRefusal.FileDamaged()));
    }

    @Test
    void that_unpack_to_far_too_much_are_refused() {
      String nothing = " ".repeat(20 << 20);
      assertThat(new Source(Packed.zip("xl/media/image.bin", nothing)).looked())
          .isEqualTo(Outcome.refused(new IntakeRefusal.UnpacksTooLarge()));
      assertThat(new Source(Packed.gzip(nothing.getBytes(StandardCharsets.UTF_8))).looked())
          .isEqualTo(Outcome.refused(new IntakeRefusal.UnpacksTooLarge()));
    }

    @Test
    void of_very_many_parts_are_refused() {
      String[] parts = new String[2 * 10_002];
      for (int i = 0; i < parts.length; i += 2) {
        parts[i] = "part" + i;
        parts[i + 1] = "";
      }
      assertThat(new Source(Packed.zip(parts)).looked())
          .isEqualTo(Outcome.refused(new IntakeRefusal.UnpacksTooLarge()));
    }

    @Test
    void never_bring_in_what_stands_outside_of_them() {
      byte[] file =
          Packed.zip(
              "xl/workbook.xml",
              "<!DOCTYPE x [<!ENTITY evil SYSTEM \"file:///etc/passwd\">]>"
                  + "<workbook><sheets><sheet name=\"&evil;\" id=\"a\"/></sheets></workbook>");
      assertThat(new Source(file).looked()).isInstanceOf(Outcome.Refused.class);
      assertThat(
              declaring(
                      "<!ENTITY evil SYSTEM \"file:///etc/passwd\">",
                      row(text("Name"), text("Town")) + row(text("Ada"), text("&evil;")))
                  .rows()
                  .getLast()
                  .flaw())
          .isEqualTo(RowFlaw.DAMAGED);
    }
  }

  private static Source declaring(String entity, String rows) {
    return new Source(
        Packed.zip(
            "xl/worksheets/sheet1.xml",
            "<!DOCTYPE x ["
                + entity
                + "]><worksheet><sheetData>"
                + rows
                + "</sheetData></worksheet>",
            "xl/workbook.xml",
            "<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"a\"/></sheets>"
                + "</workbook>",
            "xl/_rels/workbook.xml.rels",
            "<Relationships><Relationship Id=\"a\" Target=\"worksheets/sheet1.xml\"/>"
                + "</Relationships>"));
  }

  private static List<List<String>> cells(Source source) {
    return source.rows().stream().map(SourceRow::cells).toList();
  }

  private static Source sheet(String rows) {
    return new Source(Packed.workbook(rows, ""));
  }

  private static String row(String... cells) {
    return Arrays.stream(cells).collect(Collectors.joining("", "<row>", "</row>"));
  }

  private static String text(String text) {
    return "<c t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
  }

  private static String number(String value, int style) {
    return "<c s=\"" + style + "\"><v>" + value + "</v></c>";
  }
}
