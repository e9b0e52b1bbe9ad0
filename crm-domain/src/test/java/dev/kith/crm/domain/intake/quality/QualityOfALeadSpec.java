package dev.kith.crm.domain.intake.quality;

import static dev.kith.crm.domain.intake.quality.QualityAspect.ADDRESS;
import static dev.kith.crm.domain.intake.quality.QualityAspect.COMPANY;
import static dev.kith.crm.domain.intake.quality.QualityAspect.COUNTRY;
import static dev.kith.crm.domain.intake.quality.QualityAspect.EMAIL;
import static dev.kith.crm.domain.intake.quality.QualityAspect.EMAIL_LASTING;
import static dev.kith.crm.domain.intake.quality.QualityAspect.EMAIL_OWN_DOMAIN;
import static dev.kith.crm.domain.intake.quality.QualityAspect.EMAIL_PERSONAL;
import static dev.kith.crm.domain.intake.quality.QualityAspect.FAMILY_NAME;
import static dev.kith.crm.domain.intake.quality.QualityAspect.GIVEN_NAME;
import static dev.kith.crm.domain.intake.quality.QualityAspect.PHONE;
import static dev.kith.crm.domain.intake.quality.QualityAspect.PHONE_ASSIGNED;
import static dev.kith.crm.domain.intake.quality.QualityAspect.POSTAL_CODE;
import static dev.kith.crm.domain.intake.quality.QualityAspect.SOURCE;
import static dev.kith.crm.domain.intake.quality.QualityAspect.TITLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.testkit.LeadDrafts;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class QualityOfALeadSpec {

  private static final ContactFacts GOOD = new ContactFacts(false, false, false, true);

  @Test
  void a_lead_that_lacks_nothing_has_100_points() {
    IntakeQuality quality = quality(LeadDrafts.complete(), GOOD);

    assertThat(quality).isEqualTo(new IntakeQuality(Set.of()));
    assertThat(quality.points()).isEqualTo(100);
  }

  @Test
  void a_lead_that_is_but_a_company_has_the_points_of_that() {
    IntakeQuality quality = quality(LeadDrafts.company("Kiln"), ContactFacts.NONE);

    assertThat(quality.missed()).isEqualTo(EnumSet.complementOf(EnumSet.of(COMPANY)));
    assertThat(quality.points()).isEqualTo(10);
  }

  @Test
  void the_points_are_those_of_what_is_met() {
    for (QualityAspect aspect : QualityAspect.values()) {
      assertThat(new IntakeQuality(Set.of(aspect)).points()).isEqualTo(100 - aspect.points());
    }
    assertThat(new IntakeQuality(EnumSet.allOf(QualityAspect.class)).points()).isZero();
  }

  @Test
  void every_aspect_has_a_name_of_its_own() {
    assertThat(
            Arrays.stream(QualityAspect.values())
                .map(a -> QualityAspect.named(a.code()).orElseThrow()))
        .containsExactly(QualityAspect.values());
    assertThat(new HashSet<>(Arrays.stream(QualityAspect.values()).map(a -> a.label()).toList()))
        .hasSameSizeAs(QualityAspect.values());
  }

  @Nested
  class What_an_empty_field_costs {

    @Test
    void is_what_it_is_worth() {
      assertMissed(LeadField.GIVEN_NAME, GIVEN_NAME);
      assertMissed(LeadField.FAMILY_NAME, FAMILY_NAME);
      assertMissed(LeadField.COMPANY, COMPANY);
      assertMissed(LeadField.TITLE, TITLE);
      assertMissed(LeadField.STREET, ADDRESS);
      assertMissed(LeadField.CITY, ADDRESS);
      assertMissed(LeadField.POSTAL_CODE, POSTAL_CODE);
      assertMissed(LeadField.REGION);
    }

    @Test
    void is_everything_that_could_be_said_of_it() {
      assertMissed(LeadField.EMAIL, EMAIL, EMAIL_LASTING, EMAIL_PERSONAL, EMAIL_OWN_DOMAIN);
      assertMissed(LeadField.PHONE, PHONE, PHONE_ASSIGNED);
      assertMissed(LeadField.COUNTRY, COUNTRY, POSTAL_CODE);
    }

    @Test
    void is_nothing_where_another_tells_the_same() {
      LeadDraft without = LeadDrafts.complete().with(LeadField.SOURCE, null);
      assertThat(quality(without, GOOD).missed()).isEmpty();
      assertThat(quality(without.with(LeadField.UTM_SOURCE, null), GOOD).missed())
          .containsExactly(SOURCE);
    }

    private void assertMissed(LeadField empty, QualityAspect... missed) {
      assertThat(quality(LeadDrafts.complete().with(empty, null), GOOD).missed())
          .as(empty.code())
          .containsExactly(missed);
    }
  }

  @Nested
  class What_is_known_of_its_contact_data {

    @Test
    void costs_points() {
      assertThat(missed(new ContactFacts(true, false, false, true)))
          .containsExactly(EMAIL_LASTING, EMAIL_OWN_DOMAIN);
      assertThat(missed(new ContactFacts(false, true, false, true)))
          .containsExactly(EMAIL_PERSONAL);
      assertThat(missed(new ContactFacts(false, false, true, true)))
          .containsExactly(EMAIL_OWN_DOMAIN);
      assertThat(missed(new ContactFacts(false, false, false, false)))
          .containsExactly(PHONE_ASSIGNED);
    }

    private Set<QualityAspect> missed(ContactFacts facts) {
      return quality(LeadDrafts.complete(), facts).missed();
    }
  }

  @Nested
  class A_postal_code {

    @Test
    void must_fit_its_country() {
      assertThat(fits("GB", "SW1Y 4JH")).isTrue();
      assertThat(fits("GB", "10115")).isFalse();
      assertThat(fits("DE", "10115")).isTrue();
      assertThat(fits("DE", null)).isFalse();
    }

    @Test
    void is_not_asked_for_where_there_are_none() {
      assertThat(fits("HK", null)).isTrue();
    }

    private boolean fits(String country, @Nullable String code) {
      return quality(
              LeadDrafts.complete()
                  .with(LeadField.COUNTRY, country)
                  .with(LeadField.POSTAL_CODE, code),
              GOOD)
          .has(POSTAL_CODE);
    }
  }

  private static IntakeQuality quality(LeadDraft draft, ContactFacts facts) {
    return IntakeQuality.of(LeadDrafts.content(draft), facts);
  }
}
