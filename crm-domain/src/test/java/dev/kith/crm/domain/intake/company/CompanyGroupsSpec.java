package dev.kith.crm.domain.intake.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.testkit.Seeded;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompanyGroupsSpec {

  @Test
  void spellings_of_one_company_come_together() {
    assertThat(
            groups(
                "Molen B.V.", "Huber GmbH", "MOLEN BV, DELFT", "Hueber GmbH", "Molen", "Huber AG"))
        .containsExactly(
            List.of("Molen B.V.", "MOLEN BV, DELFT", "Molen"),
            List.of("Huber GmbH", "Hueber GmbH", "Huber AG"));
  }

  @Test
  void a_likeness_in_between_does_not_join_what_contradicts() {
    assertThat(groups("Mill Trading Canada", "Mill Trading", "Mill Trading Oil")).hasSize(3);
    assertThat(groups("Huber 1", "Huber 2", "Huber 3")).hasSize(3);
  }

  @Test
  void initials_join_the_one_company_that_they_can_stand_for() {
    assertThat(groups("ABB", "Asea Brown Boveri AG", "ABB B.V."))
        .containsExactly(List.of("ABB", "Asea Brown Boveri AG", "ABB B.V."));
    assertThat(groups("ABB", "Asea Brown Boveri AG", "Alpine Bread Bakers")).hasSize(3);
  }

  @Test
  void every_name_is_in_one_group() {
    Seeded.cases(
        200,
        random -> {
          List<CompanyName> names =
              random.listOf(
                  0,
                  30,
                  r -> CompanyName.read(r.text("abcde", 1, 6) + " " + r.text("xyz", 0, 2), null));
          assertThat(CompanyGroups.of(names).stream().flatMap(List::stream))
              .containsExactlyInAnyOrderElementsOf(names);
        });
  }

  private static List<List<String>> groups(String... texts) {
    List<CompanyName> names = Arrays.stream(texts).map(t -> CompanyName.read(t, null)).toList();
    return CompanyGroups.of(names).stream()
        .map(group -> group.stream().map(n -> texts[indexOf(names, n)]).toList())
        .toList();
  }

  private static int indexOf(List<CompanyName> names, CompanyName name) {
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i) == name) {
        return i;
      }
    }
    throw new AssertionError(name + " is none of the names");
  }
}
