package dev.kith.crm.application.intake.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.intake.source.SourceRow;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Seeded;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GoingOnSpec {

  @Test
  void from_behind_any_row_the_same_rows_come_as_in_one_go() {
    Seeded.cases(
        200,
        random -> {
          byte[] file = new byte[random.between(1, 600)];
          for (int i = 0; i < file.length; i++) {
            file[i] = (byte) random.text("abc1\",;\n\r\\ \u00e4", 1, 1).charAt(0);
          }
          Source source = new Source(file);
          if (source.looked() instanceof Outcome.Done<?>) {
            goesOnAnywhere(source);
          }
        });
  }

  @Test
  void behind_names_of_another_table_its_rows_stay_set_aside() {
    goesOnAnywhere(Source.of(ReadingTablesSpec.TABLE + "name,city,count,on\nCy,Rome,4,2.3.2026\n"));
  }

  static void goesOnAnywhere(Source source) {
    List<SourceRow> rows = source.rows();
    for (int i = 0; i < rows.size(); i++) {
      assertThat(source.rowsFrom(rows.get(i).next())).isEqualTo(rows.subList(i + 1, rows.size()));
    }
  }
}
