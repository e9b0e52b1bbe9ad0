package dev.kith.crm.application.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.intake.quality.QualityAspect;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.testkit.LeadDrafts;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class QualityOfLeadsSpec {

  @Test
  void a_complete_lead_with_a_number_that_is_handed_out_lacks_nothing() {
    assertThat(missed(LeadDrafts.complete())).isEmpty();
  }

  @Test
  void what_the_lists_know_of_an_address_counts() {
    assertThat(missed(LeadDrafts.complete().email("ada@gmail.com")))
        .containsExactly(QualityAspect.EMAIL_OWN_DOMAIN);
    assertThat(missed(LeadDrafts.complete().email("Info@engines.example")))
        .containsExactly(QualityAspect.EMAIL_PERSONAL);
    assertThat(missed(LeadDrafts.complete().email("ada@mailinator.com")))
        .containsExactly(QualityAspect.EMAIL_LASTING, QualityAspect.EMAIL_OWN_DOMAIN);
  }

  @Test
  void a_number_that_nobody_hands_out_is_known_and_no_more() {
    assertThat(missed(LeadDrafts.complete().phone("+44 1 2345678")))
        .containsExactly(QualityAspect.PHONE_ASSIGNED);
    assertThat(missed(LeadDrafts.complete().phone("+999 12345678")))
        .containsExactly(QualityAspect.PHONE_ASSIGNED);
  }

  @Test
  void an_extension_does_no_harm() {
    assertThat(missed(LeadDrafts.complete().phone("+442079460018;ext=12"))).isEmpty();
  }

  private static Set<QualityAspect> missed(LeadDraft draft) {
    return QualityOfLeads.of(LeadDrafts.content(draft)).missed();
  }
}
