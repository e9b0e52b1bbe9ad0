package dev.kith.crm.application.intake.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.kith.crm.application.intake.source.FileAnalysis.Analysis;
import dev.kith.crm.domain.intake.ImportMapping.HeaderRow;
import dev.kith.crm.domain.intake.source.Encoding;
import dev.kith.crm.domain.intake.source.FileFormat.Csv;
import dev.kith.crm.domain.intake.source.RowFlaw;
import dev.kith.crm.domain.intake.source.SourceRow;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class ReadingTablesSpec {

  static final String TABLE = "name,count,on\nAda,3,1.2.2026\nBob,4,2.3.2026\nDi,7,3.3.2026\n";

  @Test
  void lines_before_the_table_are_no_rows_and_several_rows_of_names_are_read_together() {
    Source source =
        Source.of(
            "Fair 2026\n\n"
                + "person,order,order\n"
                + "name,count,on\n"
                + "Ada,3,1.2.2026\n"
                + "Bob,4,2.3.2026\n"
                + "Cy,4,2.3.2026\n");
    assertThat(source.analysis().format()).isEqualTo(Csv.STANDARD.startingAfter(2, 2));
    assertThat(source.analysis().firstRow())
        .containsExactly("person name", "order count", "order on");
    assertThat(source.rows()).extracting(SourceRow::line).containsExactly(5L, 6L, 7L);
  }

  @Test
  void the_same_names_once_more_are_reported_and_the_table_goes_on() {
    Source source = Source.of(TABLE + "name,count,on\nCy,5,2.3.2026\n");
    assertThat(source.rows())
        .extracting(row -> row.cells().getFirst(), SourceRow::flaw)
        .containsExactly(
            tuple("Ada", null),
            tuple("Bob", null),
            tuple("Di", null),
            tuple("name", RowFlaw.REPEATED_HEADER),
            tuple("Cy", null));
  }

  @Test
  void rows_of_another_table_are_set_aside_with_their_text() {
    Source source = Source.of(TABLE + "name,city,count,on\nCy,Rome,4,2.3.2026\n");
    assertThat(source.rows().subList(2, 5))
        .extracting(SourceRow::original, SourceRow::flaw)
        .containsExactly(
            tuple("Di,7,3.3.2026", null),
            tuple("name,city,count,on", RowFlaw.ANOTHER_TABLE),
            tuple("Cy,Rome,4,2.3.2026", RowFlaw.ANOTHER_TABLE));
  }

  @Test
  void without_a_header_the_first_row_is_data() {
    Source source = Source.of("Ada,3\nBob,4\nAda,3\n");
    assertThat(source.analysis().header()).isEqualTo(HeaderRow.NONE);
    assertThat(source.rows()).extracting(SourceRow::flaw).containsExactly(null, null, null);
  }

  @Test
  void an_original_is_cut_into_the_same_cells_again() {
    Source source = Source.of("name;note\nAda;\"a;\nb\"\nBob;3\n");
    SourceRow row = source.rows().getFirst();
    assertThat(SourceFile.cellsOf(source.analysis().format(), row.original()))
        .isEqualTo(row.cells())
        .isEqualTo(List.of("Ada", "a;\nb"));
  }

  @Test
  void a_declared_encoding_counts_unless_the_bytes_rule_it_out() {
    byte[] euro = "name;price\nAda;5 €\n".getBytes(Encoding.ISO_8859_15.charset());
    assertThat(new Source(euro).declared(Encoding.ISO_8859_15, HeaderRow.UNDECIDED).firstRow())
        .containsExactly("name", "price");
    assertThat(format(new Source(euro).declared(Encoding.ISO_8859_15, HeaderRow.UNDECIDED)))
        .extracting(Csv::encoding, Csv::notAsDeclared)
        .containsExactly(Encoding.ISO_8859_15, false);
    assertThat(format(new Source(euro).declared(Encoding.UTF_8, HeaderRow.UNDECIDED)))
        .extracting(Csv::encoding, Csv::notAsDeclared)
        .containsExactly(Encoding.WINDOWS_1252, true);
    assertThat(
            format(Source.of("name;ü\nJürgen;ö\n").declared(Encoding.ISO_8859_2, HeaderRow.NONE)))
        .extracting(Csv::encoding, Csv::notAsDeclared)
        .containsExactly(Encoding.UTF_8, true);
  }

  @Test
  void a_declared_header_counts() {
    assertThat(Source.of(TABLE).declared(null, HeaderRow.NONE).header()).isEqualTo(HeaderRow.NONE);
  }

  private static Csv format(Analysis analysis) {
    return (Csv) analysis.format();
  }
}
