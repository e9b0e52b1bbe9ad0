package dev.kith.crm.domain.intake.duplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.common.collect.Sets;
import dev.kith.crm.domain.intake.duplicates.MatchSubject.Builder;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MatchingRecordsSpec {

  private final DuplicateMatcher matcher = DuplicateMatcher.standard();

  @Nested
  class The_same_person {

    @Test
    void is_known_for_sure_by_name_and_email() {
      assertThat(decision(ada().email("ada@engines.example"), ada().email("ADA@Engines.example")))
          .isEqualTo(MatchDecision.BLOCK);
    }

    @Test
    void is_found_however_an_umlaut_is_written_and_in_whatever_script() {
      Builder mueller = person("Jürgen", "Müller").phone("+49 30 901820");
      for (Builder other :
          List.of(
              person("Juergen", "Mueller").phone("030 901820"),
              person("Jurgen", "Muller").phone("030 901820"),
              person("JÜRGEN", "MÜLLER").phone("0049 30 90 18 20"),
              person("Юрген", "Мюллер").phone("030/901820"))) {
        assertThat(decision(mueller, other))
            .as("%s", other.build())
            .isNotEqualTo(MatchDecision.NONE);
      }
    }

    @Test
    void is_found_by_a_nickname() {
      assertThat(
              decision(
                  person("Robert", "Brown").phone("+1 212 555 0100"),
                  person("Bob", "Brown").phone("+1 212 555 0100")))
          .isEqualTo(MatchDecision.BLOCK);
    }

    @Test
    void is_found_with_the_given_and_the_family_name_in_each_others_place() {
      assertThat(
              decision(
                  person("Ada", "Lovelace").city("London").postalCode("W1J 7NT"),
                  person("Lovelace", "Ada").city("London").postalCode("W1J 7NT")))
          .isNotEqualTo(MatchDecision.NONE);
    }

    @Test
    void is_found_with_the_names_in_each_others_place_although_the_other_name_is_wrong() {
      assertThat(
              decision(
                  person("William", "Headon").street("33 Madigan Street").postalCode("2577"),
                  person("Fenwick", "William").street("33 Madigan Street").postalCode("2577")))
          .isEqualTo(MatchDecision.WARN);
    }

    @Test
    void is_no_surer_by_a_domain_that_the_same_email_implies() {
      assertThat(compare(ada().email("a@engines.example"), ada().email("a@engines.example")))
          .isEqualTo(compare(ada().email("a@gmail.com"), ada().email("a@gmail.com")));
    }

    @Test
    void is_found_at_another_company_by_a_number_or_an_address_of_their_own() {
      assertThat(
              decision(
                  ada().company("Engines Ltd").phone("+44 7700 900123"),
                  ada().company("Yards & Co").phone("+44 7700 900123")))
          .isEqualTo(MatchDecision.BLOCK);
      assertThat(
              decision(
                  ada().company("Engines Ltd").email("enchantress@engines.example"),
                  ada().company("Yards & Co").email("enchantress@home.example")))
          .isEqualTo(MatchDecision.WARN);
    }

    @Test
    void is_found_under_another_family_name_by_the_same_number() {
      assertThat(
              decision(
                  person("Ada", "Byron").company("Engines Ltd").phone("+44 7700 900123"),
                  person("Ada", "Lovelace").company("Engines Ltd").phone("+44 7700 900123")))
          .isEqualTo(MatchDecision.WARN);
    }

    @Test
    void is_found_by_name_and_address_through_slips_of_the_hand() {
      assertThat(
              decision(
                  person("Charlotte", "Wetherby")
                      .street("12 Rosemary Street")
                      .city("Ballarat")
                      .postalCode("3350"),
                  person("Charlote", "Wetherbey")
                      .street("12 Rosemary St.")
                      .city("Balarat")
                      .postalCode("3350")))
          .isNotEqualTo(MatchDecision.NONE);
    }

    @Test
    void is_found_by_name_and_birth_date() {
      assertThat(
              decision(
                  person("Harald", "Seidel").birthDate(LocalDate.of(1977, 6, 1)),
                  person("Harald", "Seidel").birthDate(LocalDate.of(1977, 6, 2))))
          .isNotEqualTo(MatchDecision.NONE);
    }

    @Test
    void is_found_though_day_and_month_of_birth_were_taken_for_one_another() {
      assertThat(
              decision(
                  person("Harald", "Weber").birthDate(LocalDate.of(1977, 6, 1)),
                  person("Harald", "Weber").birthDate(LocalDate.of(1977, 1, 6))))
          .isNotEqualTo(MatchDecision.NONE);
    }
  }

  @Nested
  class Different_persons {

    @Test
    void are_twins_if_they_share_family_name_and_birth_date_and_nothing_else() {
      assertThat(
              decision(
                  person("Harald", "Seidel").birthDate(LocalDate.of(1977, 6, 1)),
                  person("Ute", "Seidel").birthDate(LocalDate.of(1977, 6, 1))))
          .isEqualTo(MatchDecision.NONE);
    }

    @Test
    void are_namesakes_if_more_than_a_digit_of_the_birth_date_of_a_frequent_name_differs() {
      assertThat(
              decision(
                  person("Stefan", "Mueller").birthDate(LocalDate.of(1957, 6, 7)),
                  person("Stefan", "Mueller").birthDate(LocalDate.of(1984, 6, 7))))
          .isEqualTo(MatchDecision.NONE);
    }

    @Test
    void are_not_taken_for_one_because_they_have_a_frequent_name() {
      assertThat(decision(person("Anna", "Smith"), person("Anna", "Smith")))
          .isEqualTo(MatchDecision.NONE);
    }

    @Test
    void are_not_taken_for_one_because_they_work_in_the_same_house() {
      Builder one = colleague("Grace", "Hughes");
      Builder other = colleague("Oliver", "Wood");

      assertThat(decision(one, other)).isEqualTo(MatchDecision.NONE);
    }

    @Test
    void share_nothing_by_having_a_mailbox_at_the_same_free_provider() {
      MatchScore score =
          compare(
              person("Grace", "Hughes").email("grace.hughes@gmail.com"),
              person("Oliver", "Wood").email("oliver.wood@gmail.com"));

      assertThat(score.reasons()).noneMatch(reason -> reason.field().equals("domain"));
      assertThat(score.decision()).isEqualTo(MatchDecision.NONE);
    }

    @Test
    void are_never_blocked_if_their_given_names_differ_however_much_else_they_share() {
      assertThat(
              decision(
                  colleague("Grace", "Wetherby").email("family@wetherby.example"),
                  colleague("Oliver", "Wetherby").email("family@wetherby.example")))
          .isEqualTo(MatchDecision.WARN);
    }

    @Test
    void are_not_taken_for_one_because_they_read_the_same_mailbox_of_their_company() {
      assertThat(
              decision(
                  colleague("Grace", "Hughes").email("info@evans.example"),
                  colleague("Oliver", "Wood").email("info@evans.example")))
          .isEqualTo(MatchDecision.NONE);
    }

    @Test
    void of_one_family_in_one_company_are_told_apart_by_their_own_addresses() {
      assertThat(
              decision(
                  colleague("Grace", "Wetherby").email("grace.wetherby@evans.example"),
                  colleague("Oliver", "Wetherby").email("oliver.wetherby@evans.example")))
          .isEqualTo(MatchDecision.NONE);
      assertThat(
              decision(
                  colleague("Anna", "Wetherby").email("a.wetherby@evans.example"),
                  colleague("Berta", "Wetherby").email("b.wetherby@evans.example")))
          .isEqualTo(MatchDecision.NONE);
    }

    @Test
    void of_one_given_name_in_one_company_are_told_apart_by_their_own_addresses() {
      assertThat(
              decision(
                  colleague("Grace", "Hughes").phone(null).email("grace.hughes@evans.example"),
                  colleague("Grace", "Wood").phone(null).email("grace.wood@evans.example")))
          .isEqualTo(MatchDecision.NONE);
    }

    @Test
    void with_offices_in_one_street_have_little_in_common() {
      for (Builder other :
          List.of(person("Eva", "Seidel"), person("Jakob", "Aigner"), person("Eva", "Aigner"))) {
        assertThat(
                decision(
                    office(person("Eva", "Aigner"), "Leitner Handel", "eva.aigner@leitner.example"),
                    office(other, "Strasser Holzbau", "office.1@strasser.example")))
            .isEqualTo(MatchDecision.NONE);
      }
    }

    @Test
    void of_one_name_whose_addresses_only_repeat_it_are_namesakes() {
      MatchScore score =
          compare(
              office(person("Jürgen", "Vogel"), "Leitner AG", "juergen.vogel@leitner.example"),
              office(person("Jürgen", "Vogel"), "Moser Bau", "juergen.vogel@moser.example"));

      assertThat(score.reasons())
          .contains(new MatchReason("email", "names-only", 0.5, 0))
          .extracting(MatchReason::code)
          .contains("of-companies");
      assertThat(score.decision()).isEqualTo(MatchDecision.NONE);
    }

    @Test
    void are_not_the_same_with_nothing_in_common() {
      assertThat(decision(ada(), MatchSubject.builder().email("bob@yards.example")))
          .isEqualTo(MatchDecision.NONE);
    }

    private Builder office(Builder person, String company, String email) {
      return person.company(company).email(email).street("Seestraße 4").postalCode("5020");
    }

    private Builder colleague(String given, String family) {
      return person(given, family)
          .company("Evans Consulting Ltd")
          .website("evans.example")
          .phone("+44 20 7946 0000")
          .street("Church Lane 25")
          .postalCode("EH1 1YZ")
          .city("Edinburgh");
    }
  }

  @Nested
  class Organisations {

    @Test
    void are_the_same_by_name_and_address_without_regard_to_usual_words() {
      assertThat(
              decision(
                  organisation("Little Acorns Day Care Center Inc.", "2400 W. Madison Street"),
                  organisation("Little Acorns Daycare", "2400 West Madison St")))
          .isNotEqualTo(MatchDecision.NONE);
    }

    @Test
    void of_one_name_at_two_addresses_are_two_branches() {
      assertThat(
              decision(
                  organisation("Little Acorns", "2400 W. Madison Street").postalCode("60612"),
                  organisation("Little Acorns", "815 N. Clark Street").postalCode("60610")))
          .isEqualTo(MatchDecision.NONE);
    }

    @Test
    void have_one_name_whatever_the_language_and_the_abbreviations_of_usual_words() {
      assertThat(
              compare(
                      MatchSubject.builder().company("Nordsee Versicherungen GmbH"),
                      MatchSubject.builder().company("Nordsee Insurance Co."))
                  .reasons())
          .containsExactly(
              new MatchReason(
                  "company",
                  "same",
                  1,
                  Evidence.COMPANY_SAME.bits() + Evidence.COMPANY_ALONE.bits()));
    }

    @Test
    void of_which_only_the_names_are_known_are_looked_at_where_these_are_alike() {
      Builder known = MatchSubject.builder().company("Little Acorns Ltd");

      assertThat(
              decision(known, MatchSubject.builder().company("Little Acorns Inc.").country("GB")))
          .isEqualTo(MatchDecision.WARN);
      assertThat(decision(known, MatchSubject.builder().company("Little Oaks Ltd")))
          .isEqualTo(MatchDecision.NONE);
    }

    @Test
    void are_not_taken_for_one_by_their_names_where_anything_tells_them_apart() {
      assertThat(
              decision(
                  MatchSubject.builder().company("Little Acorns").country("GB"),
                  MatchSubject.builder().company("Little Acorns").country("US")))
          .isEqualTo(MatchDecision.NONE);
    }

    @Test
    void that_have_more_in_common_than_their_names_weigh_no_more_for_these() {
      Builder one = organisation("Little Acorns", "2400 W. Madison Street").city("Chicago");

      assertThat(compare(one, one).reasons())
          .contains(new MatchReason("company", "same", 1, Evidence.COMPANY_SAME.bits()));
    }

    private Builder organisation(String name, String street) {
      return MatchSubject.builder().company(name).street(street);
    }
  }

  @Nested
  class Any_two_records {

    private final List<Builder> records =
        List.of(
            ada().email("ada@engines.example"),
            person("Jürgen", "Müller").phone("+49 30 901820").city("Berlin"),
            person("Bob", "Brown").company("Brown & Sons Ltd").postalCode("EH1 1YZ"),
            person("Robert", "Brown").street("Church Lane 25").postalCode("EH1 1YZ"),
            MatchSubject.builder().company("Little Acorns").street("2400 W. Madison"),
            MatchSubject.builder().email("info@acorns.example").website("acorns.example"));

    @Test
    void compare_alike_whichever_comes_first() {
      for (Builder one : records) {
        for (Builder other : records) {
          assertThat(compare(one, other).weight())
              .isCloseTo(compare(other, one).weight(), within(1e-9));
        }
      }
    }

    @Test
    void have_a_score_that_is_the_sum_of_its_reasons() {
      for (Builder one : records) {
        for (Builder other : records) {
          MatchScore score = compare(one, other);
          assertThat(score.weight())
              .isCloseTo(
                  matcher.prior() + score.reasons().stream().mapToDouble(MatchReason::weight).sum(),
                  within(1e-9));
        }
      }
    }

    @Test
    void are_compared_without_regard_to_case_and_blanks() {
      for (Builder one : records) {
        MatchSubject plain = one.build();
        MatchSubject shouted = shouted(plain);
        assertThat(Fingerprint.of(shouted).blockingKeys())
            .isEqualTo(Fingerprint.of(plain).blockingKeys());
      }
    }

    @Test
    void share_a_key_if_they_are_the_same() {
      Builder mueller = person("Jürgen", "Müller").postalCode("10117");
      for (Builder other :
          List.of(
              person("Juergen", "Mueller").postalCode("10117"),
              person("Jürgen", "Muller"),
              person("Jorg", "Müller").postalCode("10117"))) {
        assertThat(
                Sets.intersection(
                    Fingerprint.of(mueller.build()).blockingKeys(),
                    Fingerprint.of(other.build()).blockingKeys()))
            .as("%s", other.build())
            .isNotEmpty();
      }
    }

    @Test
    void have_no_key_that_rests_on_a_family_name_alone() {
      assertThat(Fingerprint.of(MatchSubject.builder().familyName("Smith").build()).blockingKeys())
          .isEmpty();
    }

    private MatchSubject shouted(MatchSubject plain) {
      return MatchSubject.builder()
          .givenName(loud(plain.givenName()))
          .familyName(loud(plain.familyName()))
          .company(loud(plain.company()))
          .email(loud(plain.email()))
          .phone(plain.phone())
          .website(loud(plain.website()))
          .street(loud(plain.street()))
          .postalCode(loud(plain.postalCode()))
          .city(loud(plain.city()))
          .build();
    }

    private String loud(String text) {
      return text == null ? null : "  " + text.toUpperCase(Locale.ROOT) + " ";
    }
  }

  private MatchScore compare(Builder one, Builder other) {
    return matcher.compare(Fingerprint.of(one.build()), Fingerprint.of(other.build()));
  }

  private MatchDecision decision(Builder one, Builder other) {
    return compare(one, other).decision();
  }

  private static Builder ada() {
    return person("Ada", "Lovelace");
  }

  private static Builder person(String given, String family) {
    return MatchSubject.builder().givenName(given).familyName(family);
  }
}
