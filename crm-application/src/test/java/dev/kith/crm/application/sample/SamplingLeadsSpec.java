package dev.kith.crm.application.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.lead.LeadQueries;
import dev.kith.crm.application.lead.PhoneNumbers;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.Filter.Compare;
import dev.kith.crm.application.list.Filter.Op;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.MemoryStorage;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
class SamplingLeadsSpec {

  @Test
  void the_same_seed_gives_the_same_leads_and_another_gives_others() {
    List<LeadDraft> once = SampleLeads.drafts(7).limit(50).toList();
    assertThat(SampleLeads.drafts(7).limit(50)).containsExactlyElementsOf(once);
    assertThat(SampleLeads.drafts(8).limit(50)).isNotEqualTo(once);
  }

  @Test
  void every_lead_is_one_that_a_person_could_write_down() throws Exception {
    PhoneNumbers phones = new PhoneNumbers(null);
    PhoneNumberUtil plans = PhoneNumberUtil.getInstance();
    Set<String> countries = new HashSet<>();
    for (LeadDraft draft : SampleLeads.drafts(1).limit(5_000).toList()) {
      assertThat(draft.read(phones)).isInstanceOf(Outcome.Done.class);
      LeadContent content = draft.read(phones).orElseThrow();
      String phone = String.valueOf(content.profile().phone());
      assertThat(plans.isValidNumber(plans.parse(phone, null))).as(phone).isTrue();
      assertThat(plans.getRegionCodeForNumber(plans.parse(phone, null)))
          .isEqualTo(LeadField.COUNTRY.textOf(content));
      countries.add(LeadField.COUNTRY.textOf(content));
    }
    assertThat(countries).hasSize(8);
  }

  @Test
  void who_was_recommended_is_wanted_more_often_than_who_was_called() {
    MemoryStorage storage = new MemoryStorage();
    SampleData.fill(storage, Instant.parse("2026-11-02T08:00:00Z"), List.of());
    try (Crm crm = Crm.on(storage).background(false).start()) {
      LeadQueries leads = crm.as(Actors.administrator()).leadQueries();
      assertThat(qualified(leads, "referral")).isGreaterThan(2 * qualified(leads, "cold-call"));
    }
  }

  private static int qualified(LeadQueries leads, String source) {
    Filter wanted =
        new Compare("status", Op.EQ, List.of(LeadStatus.Name.QUALIFIED.name()))
            .and(new Compare("source", Op.EQ, List.of(source)));
    return leads
        .list(ListQuery.all(leads.fields()).where(wanted).limitedTo(ListQuery.LARGEST_LIMIT))
        .orElseThrow()
        .items()
        .size();
  }

  @Test
  void no_two_of_three_hundred_thousand_have_the_same_address() {
    Set<String> seen = new HashSet<>();
    SampleLeads.drafts(3)
        .limit(300_000)
        .forEach(draft -> assertThat(seen.add(draft.values().get(LeadField.EMAIL))).isTrue());
    assertThat(seen).allMatch(email -> email.endsWith(".example"));
  }
}
