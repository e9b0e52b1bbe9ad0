package dev.kith.crm.domain.intake.company;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.testkit.Seeded;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CompanyLikenessSpec {

  @Nested
  class Names_of_one_company {

    @Test
    void may_have_another_legal_form_or_order_of_words() {
      assertSame("Robert Huber GmbH", "HUBER AG ROBERT");
    }

    @Test
    void may_be_misspelt() {
      assertSame(
          "Huber Internationale Research Maatschappij", "Huber Intenational Reserach Matschappy");
      assertSame("Siemens", "Simens");
      assertSame("Müller Bau", "Mueller Bau");
      assertSame("Yandex", "Яндекс");
      assertSame("Meyer Logistics", "Meier Logistik");
    }

    @Test
    void may_divide_words_elsewhere() {
      assertSame("Gist Brocades", "Gistbrocades");
      assertSame("Huber Maat schappij", "Huber Maatschap pij");
      assertSame("C. van der Lely", "Vander Lely");
    }

    @Test
    void may_have_a_word_more_that_tells_little() {
      assertSame("Whirl", "Whirl International");
      assertSame("Whirl", "Whirl Europa B.V.");
    }
  }

  @Nested
  class Names_of_two_companies {

    @Test
    void differ_in_a_place_a_number_or_a_word_that_tells() {
      assertOther("Mill Canada", "Mill Oil");
      assertOther("Bank of Austria", "Bank of Australia");
      assertOther("Huber Consulting 1", "Huber Consulting 2");
      assertOther("Acme", "Acme Holding");
      assertOther("Acme Switzerland", "Acme");
      assertOther("First National Bank", "Second National Bank");
      assertOther("Acme Paint", "Acme Print");
    }

    @Test
    void share_only_usual_words() {
      assertOther("Janssen Pharmaceutica", "Abbott Pharmaceuticals");
      assertOther("Meyer International Services", "Huber International Services");
    }

    @Test
    void contradict_each_other_where_each_has_a_telling_word_of_its_own() {
      assertThat(likeness("Mill Canada", "Mill Oil").contradicts()).isTrue();
      assertThat(likeness("Mill Canada", "Mill").contradicts()).isFalse();
      assertThat(likeness("Mill Canadian", "Mill Canadien").contradicts()).isFalse();
    }
  }

  @Nested
  class Initials {

    @Test
    void are_told_but_do_not_make_two_names_the_same() {
      assertThat(likeness("ABB", "Asea Brown Boveri AG").acronym()).isTrue();
      assertThat(likeness("Asea Brown Boveri AG", "A.B.B.").acronym()).isTrue();
      assertThat(likeness("ABB", "Asea Brown Boveri AG").score()).isZero();
      assertThat(likeness("AB", "Asea Brown").acronym()).isFalse();
    }
  }

  @Test
  void likeness_is_between_0_and_1_and_the_same_both_ways() {
    List<String> words =
        List.of(
            "acme",
            "acmee",
            "huber",
            "hueber",
            "van",
            "der",
            "vander",
            "1",
            "2",
            "ag",
            "sons",
            "austria",
            "australia",
            "intl",
            "holding",
            "x");
    Seeded.cases(
        2_000,
        random -> {
          CompanyName one = name(random, words);
          CompanyName other = name(random, words);
          CompanyLikeness likeness = one.likenessTo(other);
          assertThat(likeness.score()).isBetween(0.0, 1.0);
          assertThat(one.likenessTo(one)).isEqualTo(new CompanyLikeness(1, false, false));
          assertThat(other.likenessTo(one).acronym()).isEqualTo(likeness.acronym());
        });
  }

  private static CompanyName name(Seeded random, List<String> words) {
    List<String> some = new ArrayList<>(random.listOf(1, 4, r -> r.oneOf(words)));
    return CompanyName.read(String.join(" ", some), null);
  }

  private static CompanyLikeness likeness(String one, String other) {
    return CompanyName.read(one, null).likenessTo(CompanyName.read(other, null));
  }

  private static void assertSame(String one, String other) {
    assertThat(likeness(one, other).score()).isGreaterThanOrEqualTo(CompanyLikeness.SAME);
  }

  private static void assertOther(String one, String other) {
    assertThat(likeness(one, other).score()).isLessThan(CompanyLikeness.SAME);
  }
}
