package dev.kith.crm.domain.intake;

import static dev.kith.crm.domain.lead.LeadField.FAMILY_NAME;
import static dev.kith.crm.domain.lead.LeadField.GIVEN_NAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.intake.attribution.ClickId;
import dev.kith.crm.domain.lead.LeadField;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class FullNamesSpec {

  @Nested
  class A_full_name {

    @Test
    void ends_with_the_family_name() {
      assertThat(read("Ada Lovelace"))
          .isEqualTo(Map.of(GIVEN_NAME, "Ada", FAMILY_NAME, "Lovelace"));
      assertThat(read("  Ada  Augusta\tKing  "))
          .isEqualTo(Map.of(GIVEN_NAME, "Ada  Augusta", FAMILY_NAME, "King"));
    }

    @Test
    void begins_with_the_family_name_where_a_comma_stands_behind_it() {
      assertThat(read("van der Berg, Jan Piet"))
          .isEqualTo(Map.of(GIVEN_NAME, "Jan Piet", FAMILY_NAME, "van der Berg"));
    }

    @Test
    void of_one_word_is_a_family_name() {
      assertThat(read("Lovelace")).isEqualTo(Map.of(FAMILY_NAME, "Lovelace"));
      assertThat(read("Lovelace,")).isEqualTo(Map.of(FAMILY_NAME, "Lovelace"));
    }

    @Test
    void may_lack_the_family_name() {
      assertThat(read(", Ada")).isEqualTo(Map.of(GIVEN_NAME, "Ada"));
      assertThat(read(" , ")).isEmpty();
      assertThat(read(" ")).isEmpty();
    }
  }

  @Test
  void
      there_is_a_target_for_every_field_for_full_names_moments_and_parts_of_touches_and_consents() {
    assertThat(ImportTarget.all())
        .hasSize(LeadField.values().length + ClickId.NAMES.size() + 10)
        .doesNotHaveDuplicates();
    assertThat(ImportTarget.all())
        .allSatisfy(target -> assertThat(ImportTarget.named(target.code())).contains(target));
    assertThat(ImportTarget.named("shoeSize")).isEmpty();
  }

  private static Map<LeadField, String> read(String cell) {
    return ImportTarget.FULL_NAME.read(cell);
  }
}
