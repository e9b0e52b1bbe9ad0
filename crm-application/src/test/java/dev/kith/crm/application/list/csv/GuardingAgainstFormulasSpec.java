package dev.kith.crm.application.list.csv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.testkit.Seeded;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class GuardingAgainstFormulasSpec {

  @Test
  void what_a_spreadsheet_would_calculate_gets_an_apostrophe() {
    for (String cell : List.of("=1+1", "+493012345678", "-5", "@SUM(A1)", "\t=1", "\r=1")) {
      assertThat(FormulaGuard.on(cell)).isEqualTo("'" + cell);
    }
  }

  @Test
  void ordinary_text_stays_as_it_is() {
    for (String cell : List.of("", "Ada", "'t Hooft", "'", "a=b", "5 - 3")) {
      assertThat(FormulaGuard.on(cell)).isEqualTo(cell);
      assertThat(FormulaGuard.off(cell)).isEqualTo(cell);
    }
  }

  @Test
  void no_guarded_cell_begins_like_a_formula_and_all_come_back_as_they_were() {
    Seeded.cases(
        2_000,
        random -> {
          String cell = random.text("'=+-@\t\ra1", 0, 5);
          String guarded = FormulaGuard.on(cell);
          assertThat(guarded).doesNotMatch("(?s)[=+\\-@\t\r].*");
          assertThat(FormulaGuard.off(guarded)).isEqualTo(cell);
        });
  }
}
