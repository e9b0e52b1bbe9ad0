package dev.kith.crm.application.intake.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.IntakeRefusal;
import dev.kith.crm.domain.intake.source.Encoding;
import dev.kith.crm.domain.intake.source.FileFormat.Csv;
import dev.kith.crm.domain.intake.source.FileFormat.Ndjson;
import dev.kith.crm.domain.intake.source.RowFlaw;
import dev.kith.crm.domain.intake.source.SourceRow;
import dev.kith.crm.domain.shared.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReadingRecordsSpec {

  @Nested
  class Json_objects {

    private static final String FILE =
        "{\"name\":\"Ada\",\"address\":{\"city\":\"London\"},\"tags\":[\"a\",1]}\n"
            + "\n{\"name\":\"Bob\",\n"
            + "{\"name\":null,\"phones\":[{\"no\":\"1\"}],\"seats\":1.50,\"vip\":true}\n";

    @Test
    void have_the_names_of_all_of_them_as_columns_and_dots_for_what_is_nested() {
      Source source = Source.of(FILE);
      assertThat(source.analysis().format())
          .isEqualTo(
              new Ndjson(
                  Encoding.UTF_8,
                  List.of("name", "address.city", "tags", "phones.1.no", "seats", "vip"),
                  false));
      assertThat(source.analysis().header()).isEqualTo(HeaderRow.PRESENT);
      assertThat(source.rows())
          .extracting(SourceRow::cells)
          .containsExactly(
              List.of("Ada", "London", "a, 1", "", "", ""),
              List.of(),
              List.of("", "", "", "1", "1.50", "true"));
    }

    @Test
    void that_are_broken_spoil_their_own_line_only() {
      assertThat(Source.of(FILE).rows())
          .extracting(SourceRow::line, SourceRow::flaw, SourceRow::original)
          .contains(tuple(3L, RowFlaw.INVALID_JSON, "{\"name\":\"Bob\","));
      assertThat(Source.of("{\"a\":1}\n{\"a\":1,\"a\":2}\n{\"a\":1} x\n[1]\n").rows())
          .extracting(SourceRow::flaw)
          .containsExactly(null, RowFlaw.INVALID_JSON, RowFlaw.INVALID_JSON, RowFlaw.INVALID_JSON);
    }

    @Test
    void that_are_nested_without_end_are_one_bad_row() {
      String deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
      assertThat(Source.of("{\"a\":1}\n" + deep + "\n").rows())
          .extracting(SourceRow::flaw)
          .containsExactly(null, RowFlaw.INVALID_JSON);
    }

    @Test
    void of_very_many_names_are_refused() {
      StringBuilder many = new StringBuilder("{\"x\":1");
      for (int i = 0; i < 1_100; i++) {
        many.append(",\"c").append(i).append("\":1");
      }
      assertThat(Source.of(many + "}\n").looked())
          .isEqualTo(Outcome.refused(new IntakeRefusal.TooManyColumns(1_000)));
    }

    @Test
    void are_read_on_behind_any_row() {
      GoingOnSpec.goesOnAnywhere(Source.of(FILE));
    }
  }

  @Nested
  class Visiting_cards {

    private static final String FILE =
        """
        BEGIN:VCARD
        VERSION:3.0
        N:Lovelace;Ada;King;;
        FN:Ada Lovelace
        ORG:Analytical Engines\\, Ltd;Research
        TITLE:Count
         ess
        item1.EMAIL;TYPE=HOME:ada@home.example
        EMAIL;TYPE="work,pref":ada@engines.example
        TEL;VALUE=uri:tel:+44-20-7946-0000
        ADR;TYPE=work:;;12 St James's Sq;London;;SW1Y 4JH;United Kingdom
        URL:https://engines.example
        NOTE:One\\nTwo\\; three
        END:VCARD
        begin:vcard
        VERSION:2.1
        N;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;J=F6=
        rg;;;
        END:VCARD
        BEGIN:VCARD
        VERSION:4.0
        FN:Grace Brewster Hopper
        END:VCARD
        BEGIN:VCARD
        VERSION:4.0
        KIND:org
        FN:Tools & Sons
        END:VCARD
        """;

    @Test
    void of_all_versions_are_read_folded_and_quoted_as_they_are() {
      Source source = Source.of(FILE);
      assertThat(source.analysis().firstRow())
          .containsExactly(
              "Given name",
              "Family name",
              "Company",
              "Job title",
              "E-mail",
              "Second e-mail",
              "Phone",
              "Street",
              "City",
              "Postal code",
              "Country",
              "Website",
              "Note");
      assertThat(source.rows())
          .extracting(SourceRow::cells)
          .startsWith(
              List.of(
                  "Ada King",
                  "Lovelace",
                  "Analytical Engines, Ltd",
                  "Countess",
                  "ada@engines.example",
                  "ada@home.example",
                  "+44-20-7946-0000",
                  "12 St James's Sq",
                  "London",
                  "SW1Y 4JH",
                  "United Kingdom",
                  "https://engines.example",
                  "One\nTwo; three"));
      assertThat(source.rows())
          .extracting(row -> row.cells().subList(0, 3))
          .endsWith(
              List.of("Jörg", "Müller", ""),
              List.of("Grace Brewster", "Hopper", ""),
              List.of("", "", "Tools & Sons"));
    }

    @Test
    void that_do_not_end_and_lines_outside_of_cards_are_reported() {
      Source source =
          Source.of(
              "BEGIN:VCARD\nFN:Ada L\nBEGIN:VCARD\nFN:Bob B\nEND:VCARD\nhello\nBEGIN:VCARD\n");
      assertThat(source.rows())
          .extracting(SourceRow::line, SourceRow::flaw)
          .containsExactly(
              tuple(1L, RowFlaw.UNFINISHED_CARD),
              tuple(3L, null),
              tuple(6L, RowFlaw.NO_CARD),
              tuple(7L, RowFlaw.UNFINISHED_CARD));
      GoingOnSpec.goesOnAnywhere(source);
    }

    @Test
    void are_cut_into_the_same_cells_again() {
      Source source = Source.of(FILE);
      source
          .rows()
          .forEach(row ->
              assertThat(SourceFile.cellsOf(source.analysis().format(), row.original()))
                  .isEqualTo(row.cells()));
    }
  }

  @Nested
  class Packed_files {

    private static final byte[] TABLE = ReadingTablesSpec.TABLE.getBytes(StandardCharsets.UTF_8);

    @Test
    void are_unpacked_whatever_is_in_them() {
      Source source = new Source(Packed.gzip(TABLE));
      assertThat(source.analysis().format()).isEqualTo(Csv.STANDARD.packed(true));
      assertThat(source.rows()).extracting(SourceRow::line).containsExactly(2L, 3L, 4L);
      assertThat(new Source(Packed.gzip(Packed.workbook("<row><c><v>1</v></c></row>", ""))).rows())
          .hasSize(1);
    }

    @Test
    void are_read_on_behind_any_row() {
      GoingOnSpec.goesOnAnywhere(new Source(Packed.gzip(TABLE)));
    }

    @Test
    void that_break_off_or_are_packed_twice_are_refused() {
      byte[] packed = Packed.gzip(TABLE);
      assertThat(new Source(Arrays.copyOf(packed, packed.length - 12)).looked())
          .isEqualTo(Outcome.refused(new IntakeRefusal.FileDamaged()));
      assertThat(new Source(Packed.gzip(packed)).looked())
          .isEqualTo(Outcome.refused(new IntakeRefusal.FileKindUnknown()));
    }
  }
}
