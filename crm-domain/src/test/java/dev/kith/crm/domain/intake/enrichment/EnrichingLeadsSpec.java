package dev.kith.crm.domain.intake.enrichment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadEvent;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.domain.testkit.Leads;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrichingLeadsSpec {

  private static final Instant NOW = Leads.CAPTURED.plusSeconds(3_600);

  private final Lead bare = Leads.from(LeadDraft.named("Ada", "Lovelace"));

  @Nested
  class An_empty_field {

    @Test
    void is_filled_with_the_surest_value() {
      Enrichment enriched =
          enriched(
              bare,
              Map.of(
                  "register", List.of(hint(EnrichmentField.COMPANY, "Engines Ltd", 90)),
                  "email", List.of(hint(EnrichmentField.COMPANY, "Engines", 60))));
      assertThat(enriched.content().profile().company()).isEqualTo("Engines Ltd");
      assertThat(told(enriched.filled())).containsExactly("company=Engines Ltd register 90 filled");
      assertThat(told(enriched.values()))
          .containsExactlyInAnyOrder(
              "company=Engines Ltd register 90 filled", "company=Engines email 60");
    }

    @Test
    void is_filled_by_the_first_source_by_name_where_two_are_as_sure() {
      Enrichment enriched =
          enriched(
              bare,
              Map.of(
                  "b", List.of(hint(EnrichmentField.COMPANY, "Of B", 70)),
                  "a", List.of(hint(EnrichmentField.COMPANY, "Of A", 70))));
      assertThat(enriched.content().profile().company()).isEqualTo("Of A");
    }

    @Test
    void stays_empty_where_nobody_is_sure_enough() {
      Enrichment enriched =
          enriched(bare, Map.of("guess", List.of(hint(EnrichmentField.COMPANY, "Maybe", 49))));
      assertThat(enriched.content()).isEqualTo(bare.content());
      assertThat(told(enriched.values())).containsExactly("company=Maybe guess 49");
    }

    @Test
    void is_filled_as_the_lead_would_have_it_from_a_person() {
      Enrichment enriched =
          enriched(
              bare, Map.of("register", List.of(hint(EnrichmentField.COUNTRY, " germany ", 80))));
      assertThat(enriched.content().profile().address().country()).hasToString("DE");
      assertThat(told(enriched.filled())).containsExactly("country=DE register 80 filled");
    }
  }

  @Nested
  class A_field_that_somebody_has_typed {

    private final Lead typed = Leads.from(LeadDraft.EMPTY.company("Typed"));
    private final Map<String, List<Hint>> answers =
        Map.of("register", List.of(hint(EnrichmentField.COMPANY, "Found", 100)));

    @Test
    void is_left_alone_however_sure_a_source_is() {
      for (FillMode mode : List.of(FillMode.FILL_EMPTY, FillMode.REFRESH)) {
        Enrichment enriched = enriched(typed, List.of(), answers, mode);
        assertThat(enriched.content()).isEqualTo(typed.content());
        assertThat(enriched.filled()).isEmpty();
        assertThat(told(enriched.values())).containsExactly("company=Found register 100");
      }
    }

    @Test
    void is_overwritten_when_that_is_asked_for() {
      Enrichment enriched = enriched(typed, List.of(), answers, FillMode.OVERWRITE);
      assertThat(enriched.content().profile().company()).isEqualTo("Found");
    }

    @Test
    void counts_as_typed_again_once_somebody_has_changed_what_enrichment_filled() {
      FoundValue earlier =
          value(typed, EnrichmentField.COMPANY, "Earlier", "register", 80, Leads.CAPTURED);
      Enrichment enriched = enriched(typed, List.of(earlier), answers, FillMode.REFRESH);
      assertThat(enriched.content().profile().company()).isEqualTo("Typed");
    }
  }

  @Nested
  class A_field_that_enrichment_has_filled {

    private final Lead lead = Leads.from(LeadDraft.EMPTY.company("Old"));
    private final FoundValue old =
        value(lead, EnrichmentField.COMPANY, "Old", "register", 80, Leads.CAPTURED);
    private final Map<String, List<Hint>> answers =
        Map.of("register", List.of(hint(EnrichmentField.COMPANY, "New", 80)));

    @Test
    void keeps_its_value_and_its_provenance_when_only_empty_fields_are_filled() {
      Enrichment enriched = enriched(lead, List.of(old), answers, FillMode.FILL_EMPTY);
      assertThat(enriched.content()).isEqualTo(lead.content());
      assertThat(told(enriched.values()))
          .containsExactlyInAnyOrder("company=Old register 80 filled", "company=New register 80");
    }

    @Test
    void has_the_new_value_when_it_is_refreshed() {
      Enrichment enriched = enriched(lead, List.of(old), answers, FillMode.REFRESH);
      assertThat(enriched.content().profile().company()).isEqualTo("New");
      assertThat(told(enriched.values())).containsExactly("company=New register 80 filled");
    }

    @Test
    void keeps_what_a_silent_source_has_said() {
      Enrichment enriched = enriched(lead, List.of(old), Map.of(), FillMode.REFRESH);
      assertThat(enriched.content()).isEqualTo(lead.content());
      assertThat(enriched.values()).containsExactly(old);
    }

    @Test
    void remembers_since_when_it_is_filled_and_when_that_was_last_said() {
      Enrichment enriched =
          enriched(
              lead,
              List.of(old),
              Map.of("register", List.of(hint(EnrichmentField.COMPANY, "Old", 85))),
              FillMode.REFRESH);
      FoundValue value = enriched.values().getFirst();
      assertThat(value.id()).isEqualTo(old.id());
      assertThat(value.foundAt()).isEqualTo(NOW);
      assertThat(value.filledAt()).isEqualTo(old.filledAt());
      assertThat(value.confidence()).isEqualTo(85);
      assertThat(enriched.found()).isEmpty();
      assertThat(enriched.filled()).isEmpty();
    }
  }

  @Nested
  class An_address {

    private final List<Hint> berlin =
        List.of(hint(EnrichmentField.CITY, "Berlin", 60), hint(EnrichmentField.COUNTRY, "DE", 70));

    @Test
    void comes_from_one_place() {
      Enrichment enriched =
          enriched(
              bare,
              Map.of("ip", berlin, "phone", List.of(hint(EnrichmentField.COUNTRY, "FR", 80))));
      assertThat(enriched.content().profile().address().country()).hasToString("FR");
      assertThat(enriched.content().profile().address().city()).isNull();
    }

    @Test
    void is_put_together_from_sources_that_agree() {
      Enrichment enriched =
          enriched(
              bare,
              Map.of("ip", berlin, "phone", List.of(hint(EnrichmentField.COUNTRY, "DE", 80))));
      assertThat(told(enriched.filled()))
          .containsExactly("city=Berlin ip 60 filled", "country=DE phone 80 filled");
    }

    @Test
    void is_completed_only_by_a_source_that_agrees_with_what_is_known() {
      Lead inParis = Leads.from(LeadDraft.named("A", "B").with(LeadField.CITY, "Paris"));
      Lead inBerlin = Leads.from(LeadDraft.named("A", "B").with(LeadField.CITY, "BERLIN"));
      assertThat(enriched(inParis, Map.of("ip", berlin)).filled()).isEmpty();
      assertThat(told(enriched(inBerlin, Map.of("ip", berlin)).filled()))
          .containsExactly("country=DE ip 70 filled");
    }

    @Test
    void gets_no_part_from_a_source_that_names_no_country() {
      assertThat(
              enriched(bare, Map.of("ip", List.of(hint(EnrichmentField.CITY, "Berlin", 90))))
                  .filled())
          .isEmpty();
    }

    @Test
    void is_not_replaced_by_half_of_another() {
      Lead inParis =
          Leads.from(
              LeadDraft.named("A", "B")
                  .with(LeadField.STREET, "1 Rue Royale")
                  .with(LeadField.CITY, "Paris"));
      assertThat(enriched(inParis, List.of(), Map.of("ip", berlin), FillMode.OVERWRITE).filled())
          .isEmpty();
    }
  }

  @Nested
  class A_source_that_makes_no_sense {

    @ParameterizedTest
    @CsvSource({
      "COUNTRY, Atlantis",
      "TIME_ZONE, Europe/Atlantis",
      "TIME_ZONE, UTC+2",
      "WEBSITE, http://engines.example/",
      "WEBSITE, localhost",
      "FREE_MAIL, perhaps",
      "COMPANY, '  '",
    })
    void is_not_believed(EnrichmentField field, String value) {
      assertThat(enriched(bare, Map.of("liar", List.of(hint(field, value, 100)))).values())
          .isEmpty();
    }

    @Test
    void cannot_say_too_much() {
      List<Hint> flood =
          IntStream.range(0, 100_000)
              .mapToObj(i -> hint(EnrichmentField.INDUSTRY, "Industry " + i, 50))
              .toList();
      assertThat(told(enriched(bare, Map.of("liar", flood)).values()))
          .containsExactly("industry=Industry 0 liar 50");
      assertThat(
              enriched(
                      bare,
                      Map.of("liar", List.of(hint(EnrichmentField.COMPANY, "x".repeat(201), 90))))
                  .values())
          .isEmpty();
    }

    @Test
    void is_no_surer_than_sure_and_no_less_than_unsure() {
      assertThat(
              told(
                  enriched(
                          bare,
                          Map.of(
                              "liar",
                              List.of(
                                  hint(EnrichmentField.INDUSTRY, "Mills", 900),
                                  hint(EnrichmentField.EMPLOYEES, "11-50", -5))))
                      .values()))
          .containsExactly("industry=Mills liar 100", "employees=11-50 liar 0");
    }
  }

  @Nested
  class What_a_source_no_longer_says {

    @Test
    void is_forgotten() {
      FoundValue old = value(bare, EnrichmentField.INDUSTRY, "Mills", "register", 80, null);
      assertThat(
              enriched(bare, List.of(old), Map.of("register", List.of()), FillMode.FILL_EMPTY)
                  .values())
          .isEmpty();
    }

    @Test
    void is_remembered_while_it_stands_in_a_field() {
      Lead lead = Leads.from(LeadDraft.EMPTY.company("Old"));
      FoundValue old = value(lead, EnrichmentField.COMPANY, "Old", "register", 80, Leads.CAPTURED);
      assertThat(
              enriched(lead, List.of(old), Map.of("register", List.of()), FillMode.FILL_EMPTY)
                  .values())
          .containsExactly(old);
    }
  }

  @Nested
  class The_lead {

    @Test
    void tells_that_it_was_edited_and_from_whom_it_has_what() {
      Enrichment enriched =
          enriched(
              bare,
              Map.of(
                  "email",
                  List.of(
                      hint(EnrichmentField.COMPANY, "Engines", 60),
                      hint(EnrichmentField.WEBSITE, "engines.example", 90))));
      Change<Lead> change = enriched.applyTo(bare, NOW).orElseThrow();
      assertThat(change.next().revision().version()).isEqualTo(2);
      assertThat(change.events())
          .containsExactly(
              new LeadEvent.Edited(bare.id(), List.of("company")),
              new EnrichmentEvent.Enriched(bare.id(), enriched.found(), enriched.filled()));
      assertThat(change.events().getLast().remarks())
          .isEqualTo(
              Map.of(
                  "filled", "company from email (60)",
                  "found", "company from email (60), website from email (90)"));
    }

    @Test
    void stays_as_it_is_when_nothing_is_new() {
      FoundValue known = value(bare, EnrichmentField.INDUSTRY, "Mills", "register", 80, null);
      Enrichment again =
          enriched(
              bare,
              List.of(known),
              Map.of("register", List.of(hint(EnrichmentField.INDUSTRY, "Mills", 80))),
              FillMode.OVERWRITE);
      assertThat(again.applyTo(bare, NOW)).isEqualTo(Outcome.done(Change.none(bare)));
    }

    @Test
    void is_not_changed_by_what_fills_no_field() {
      Enrichment enriched =
          enriched(
              bare, Map.of("phone", List.of(hint(EnrichmentField.TIME_ZONE, "Europe/Berlin", 80))));
      assertThat(enriched.values()).hasSize(1);
      assertThat(enriched.applyTo(bare, NOW)).isEqualTo(Outcome.done(Change.none(bare)));
    }

    @Test
    void is_not_enriched_in_the_bin_or_once_it_is_converted() {
      Lead deleted = Leads.deleted(bare);
      Lead converted = Leads.in(LeadStatus.Name.CONVERTED);
      assertThat(enriched(deleted, Map.of()).applyTo(deleted, NOW))
          .isEqualTo(Outcome.refused(new LeadRefusal.Deleted(deleted.id().value())));
      assertThat(enriched(converted, Map.of()).applyTo(converted, NOW))
          .isEqualTo(Outcome.refused(new LeadRefusal.AlreadyConverted(converted.id().value())));
    }
  }

  @Nested
  class The_provenance {

    private final Lead lead = Leads.from(LeadDraft.EMPTY.company("Engines").email("a@b.example"));
    private final FoundValue company =
        value(lead, EnrichmentField.COMPANY, "Engines", "email", 60, Leads.CAPTURED);
    private final FoundValue surer =
        value(lead, EnrichmentField.COMPANY, "Engines Ltd", "register", 90, null);
    private final FoundValue zone =
        value(lead, EnrichmentField.TIME_ZONE, "Europe/Berlin", "phone", 80, null);
    private final Provenance provenance =
        Provenance.of(List.of(zone, surer, company), lead.content());

    @Test
    void tells_by_field_what_stands_in_it_first() {
      assertThat(provenance.values()).containsExactly(company, surer, zone);
      assertThat(provenance.current()).containsExactly(company);
      assertThat(provenance.currentOf(EnrichmentField.COMPANY)).contains(company);
      assertThat(provenance.currentOf(EnrichmentField.TIME_ZONE)).isEmpty();
    }

    @Test
    void is_no_longer_that_of_a_field_that_somebody_has_changed() {
      Lead edited = Leads.from(LeadDraft.EMPTY.company("Other"));
      assertThat(Provenance.of(List.of(company), edited.content()).current()).isEmpty();
    }

    @Test
    void tells_nothing_of_hidden_fields_nor_what_follows_from_them() {
      assertThat(provenance.without(Set.of("company")).values()).containsExactly(zone);
      assertThat(provenance.without(Set.of("company")).current()).isEmpty();
      assertThat(provenance.without(Set.of("phone")).values()).containsExactly(company, surer);
      assertThat(provenance.without(Set.of("title"))).isEqualTo(provenance);
    }
  }

  @Test
  void every_field_has_a_name_of_its_own() {
    assertThat(Arrays.stream(EnrichmentField.values()).map(EnrichmentField::code))
        .doesNotHaveDuplicates()
        .allSatisfy(code ->
            assertThat(EnrichmentField.named(code).map(EnrichmentField::code)).contains(code));
  }

  private static Hint hint(EnrichmentField field, String value, int confidence) {
    return new Hint(field, value, confidence);
  }

  private static FoundValue value(
      Lead lead,
      EnrichmentField field,
      String value,
      String source,
      int confidence,
      @Nullable Instant filledAt) {
    return new FoundValue(
        anId(), lead.id(), field, value, source, confidence, Leads.CAPTURED, filledAt);
  }

  private static FoundValueId anId() {
    return new FoundValueId(Leads.anId().value());
  }

  private static Enrichment enriched(Lead lead, Map<String, List<Hint>> answers) {
    return enriched(lead, List.of(), answers, FillMode.FILL_EMPTY);
  }

  private static Enrichment enriched(
      Lead lead, List<FoundValue> known, Map<String, List<Hint>> answers, FillMode mode) {
    return Enrichment.of(
        lead, known, answers, mode, LeadDrafts.PHONES, EnrichingLeadsSpec::anId, NOW);
  }

  private static List<String> told(List<FoundValue> values) {
    return values.stream()
        .map(v ->
            "%s=%s %s %d%s"
                .formatted(
                    v.field().code(),
                    v.value(),
                    v.source(),
                    v.confidence(),
                    v.filledAt() == null ? "" : " filled"))
        .toList();
  }
}
