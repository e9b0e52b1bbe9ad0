package dev.kith.crm.domain.shared.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.testkit.Seeded;
import org.junit.jupiter.api.Test;

class LatinFormSpec {

  @Test
  void has_small_letters_without_accents() {
    assertThat(LatinForm.of("Müller, Ångström & Çelik")).isEqualTo("muller, angstrom & celik");
    assertThat(LatinForm.of("Straße Łódź Smørrebrød Þór İstanbul"))
        .isEqualTo("strasse lodz smorrebrod thor istanbul");
  }

  @Test
  void is_the_same_for_composed_and_decomposed_and_wide_letters() {
    assertThat(LatinForm.of("e\u0301")).isEqualTo("e");
    assertThat(LatinForm.of("ＡＢＣ　㈱ ﬁ")).isEqualTo("abc (株) fi");
  }

  @Test
  void spells_cyrillic_and_greek_with_latin_letters() {
    assertThat(LatinForm.of("Ромашка Щукин")).isEqualTo("romashka shchukin");
    assertThat(LatinForm.of("Київ ґанок")).isEqualTo("kiiv ganok");
    assertThat(LatinForm.of("Ελληνικά Πετρέλαια ΑΘΗΝΑΪΣ")).isEqualTo("ellinika petrelaia athinais");
  }

  @Test
  void leaves_other_scripts_alone() {
    assertThat(LatinForm.of("日立製作所 삼성전자 ไทย שלום")).isEqualTo("日立製作所 삼성전자 ไทย שלום");
  }

  @Test
  void can_keep_the_script_and_drop_the_accents_of_latin_letters_only() {
    assertThat(LatinForm.keepingTheScript("ООО A.Ş. Ελλάς")).isEqualTo("ооо a.s. ελλάς");
  }

  @Test
  void is_its_own_form() {
    Seeded.cases(
        2_000,
        random -> {
          String text = random.text("aZäÖßŁøЩйєΆςω株각é\u0301\u0308 .'İı", 0, 12);
          String latin = LatinForm.of(text);
          assertThat(LatinForm.of(latin)).isEqualTo(latin);
        });
  }
}
