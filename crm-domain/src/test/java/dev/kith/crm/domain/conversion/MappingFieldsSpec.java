package dev.kith.crm.domain.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MappingFieldsSpec {

  private static final Instant NOW = Leads.CAPTURED.plusSeconds(60);

  @Nested
  class The_usual_mapping {

    private final ConversionTerms usual = ConversionMapping.USUAL.terms();

    @Test
    void is_sound() {
      assertThat(usual.sound()).isEqualTo(Outcome.done(usual));
    }

    @Test
    void tells_the_company_from_the_person_and_from_what_may_be_sold() {
      Map<Target, Map<String, String>> filled = fill(usual, LeadDrafts.ada());

      assertThat(filled.get(Target.ACCOUNT))
          .containsExactlyInAnyOrderEntriesOf(
              Map.of("name", "Analytical Engines Ltd", "domains", "engines.example"));
      assertThat(filled.get(Target.CONTACT))
          .containsEntry("givenName", "Ada")
          .containsEntry("familyName", "Lovelace")
          .containsEntry("emails", "ada@engines.example")
          .containsEntry("phones", "+442079460018")
          .hasSize(4);
      assertThat(filled.get(Target.OPPORTUNITY))
          .containsExactlyInAnyOrderEntriesOf(
              Map.of("name", "Analytical Engines Ltd", "source", "web-form"));
    }

    @Test
    void knows_no_company_by_an_address_that_anybody_can_have() {
      assertThat(fill(usual, LeadDraft.named("Ada", "L").email("ada@anybody.example")))
          .containsEntry(Target.ACCOUNT, Map.of());
    }

    @Test
    void calls_an_opportunity_as_the_lead_is_called_where_there_is_no_company() {
      assertThat(fill(usual, LeadDraft.named("Ada", "Lovelace")).get(Target.OPPORTUNITY))
          .containsEntry("name", "Ada Lovelace");
    }
  }

  @Nested
  class A_line {

    @Test
    void takes_a_custom_field_to_any_field() {
      LeadDraft draft = LeadDrafts.ada().with(LeadField.CUSTOM_FIELDS, "Budget: 5000");
      ConversionTerms terms = terms(new MappingLine("customFields.budget", "opportunity.amount"));

      assertThat(terms.sound()).isEqualTo(Outcome.done(terms));
      assertThat(fill(terms, draft).get(Target.OPPORTUNITY)).containsEntry("amount", "5000");
    }

    @Test
    void fills_only_what_an_earlier_one_left_empty() {
      ConversionTerms terms =
          terms(
              new MappingLine("title", "contact.description"),
              new MappingLine("company", "contact.description"),
              new MappingLine("source", "contact.description"));

      assertThat(fill(terms, LeadDrafts.ada()).get(Target.CONTACT))
          .containsEntry("description", "Analytical Engines Ltd");
    }

    @Test
    void that_cannot_work_is_refused_with_all_others_of_that_sort() {
      ConversionTerms terms =
          terms(
              new MappingLine("shoeSize", "account.name"),
              new MappingLine("company", "account.shoeSize"),
              new MappingLine("company", "invoice.name"),
              new MappingLine("company", "account.employees"),
              new MappingLine("phone", "contact.emails"),
              new MappingLine("company", "contact.account"),
              new MappingLine("emailConsent", "contact.description"),
              new MappingLine("customFields.", "contact.description"),
              new MappingLine("title", "contact.title"),
              new MappingLine("title", "contact.title"));

      assertThat(
              terms.sound() instanceof Outcome.Refused<ConversionTerms>(var refusal)
                  ? refusal.violations()
                  : List.<Violation>of())
          .extracting(violation -> violation.pointer() + " " + violation.code())
          .containsExactly(
              "/lines/0/from unknown-field",
              "/lines/1/to unknown-field",
              "/lines/2/to unknown-field",
              "/lines/3 type-mismatch",
              "/lines/4 type-mismatch",
              "/lines/5/to record-not-mapped",
              "/lines/6/from unknown-field",
              "/lines/7/from unknown-field",
              "/lines/9 twice");
    }
  }

  @Nested
  class A_lead {

    @Test
    void has_to_be_qualified_and_to_have_agreed_where_that_is_asked_for() {
      ConversionTerms asking = new ConversionTerms(List.of(), ConsentPolicy.ANY);

      assertThat(asking.obstacles(Leads.in(LeadStatus.Name.WORKING)))
          .extracting(Violation::code)
          .containsExactly("qualification-gate", "consent-missing");
      assertThat(terms().obstacles(Leads.in(LeadStatus.Name.QUALIFIED))).isEmpty();
    }
  }

  @Nested
  class Another_mapping {

    @Test
    void is_another_version_unless_it_says_the_same() {
      ConversionMapping next = ConversionMapping.USUAL.set(terms(), NOW).next();

      assertThat(next.revision().version()).isEqualTo(2);
      assertThat(next.set(terms(), NOW.plusSeconds(9)).next()).isEqualTo(next);
    }
  }

  private static ConversionTerms terms(MappingLine... lines) {
    return new ConversionTerms(List.of(lines), ConsentPolicy.NONE);
  }

  private static Map<Target, Map<String, String>> fill(ConversionTerms terms, LeadDraft draft) {
    LeadContent content = LeadDrafts.content(draft);
    return terms.fill(content, "anybody.example"::equals);
  }
}
