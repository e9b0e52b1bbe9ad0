package dev.kith.crm.application.intake.enrichment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.Uninterruptibles;
import dev.kith.crm.application.Crm;
import dev.kith.crm.application.intake.duplicates.merge.Merges;
import dev.kith.crm.application.intake.enrichment.Enrichments.Enriched;
import dev.kith.crm.application.intake.enrichment.Enrichments.Wish;
import dev.kith.crm.application.kernel.Breaker;
import dev.kith.crm.application.lead.Leads;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.intake.enrichment.EnrichmentField;
import dev.kith.crm.domain.intake.enrichment.FillMode;
import dev.kith.crm.domain.intake.enrichment.FoundValue;
import dev.kith.crm.domain.intake.enrichment.Hint;
import dev.kith.crm.domain.intake.enrichment.Provenance;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.MemoryStorage;
import dev.kith.crm.testkit.SequentialIds;
import dev.kith.crm.testkit.SettableClock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrichingOnRequestSpec {

  private final MemoryStorage storage = new MemoryStorage();
  private final SettableClock clock = SettableClock.atStart();
  private final TrialSource register = new TrialSource("register");
  private final Crm crm =
      Crm.on(storage)
          .clock(clock)
          .ids(new SequentialIds())
          .owners(user -> true)
          .enrichmentSource(register)
          .enrichmentTimeout(Duration.ofMillis(200))
          .background(false)
          .start();
  private final Actor ada = Actors.administrator();
  private final LeadDraft draft =
      LeadDraft.named("Ada", "Lovelace").email("info@blue-sky.co.uk").phone("+493012345678");

  @Nested
  class A_lead {

    @Test
    void gets_what_its_address_and_its_number_tell() {
      Lead lead = captured(draft);

      Enriched enriched = enrich(lead);

      assertThat(told(enriched.filled()))
          .containsExactly("company=Blue Sky email 60", "country=DE phone 80");
      assertThat(told(enriched.provenance().values()))
          .containsExactly(
              "company=Blue Sky email 60",
              "country=DE phone 80",
              "timeZone=Europe/Berlin phone 80",
              "website=blue-sky.co.uk email 80",
              "freeMail=false email 95",
              "roleAddress=true email 95");
      assertThat(enriched.lead().revision().version()).isEqualTo(2);
      assertThat(enriched.lead().content().profile().company()).isEqualTo("Blue Sky");
      assertThat(enriched.silent()).containsExactly("register");
      assertThat(provenance(lead)).isEqualTo(enriched.provenance());
    }

    @Test
    void tells_in_its_trail_from_whom_it_has_what() {
      Lead lead = captured(draft);
      enrich(lead);
      AuditEntry entry =
          crm.as(ada).leadQueries().timeline(lead.id(), null, 10).orElseThrow().getFirst();
      assertThat(entry.action()).isEqualTo("lead.enrich");
      assertThat(entry.changes())
          .contains(
              new FieldChange("company", null, "Blue Sky"),
              new FieldChange("filled", null, "company from email (60), country from phone (80)"));
      assertThat(events())
          .containsExactly("lead.captured.v1", "lead.edited.v1", "lead.enriched.v1");
    }

    @Test
    void stays_as_it_is_when_nothing_new_is_found() {
      Lead lead = captured(draft);
      enrich(lead);
      clock.advance(Duration.ofHours(1));
      Enriched again = enrich(lead);
      assertThat(again.lead().revision().version()).isEqualTo(2);
      assertThat(again.filled()).isEmpty();
      assertThat(again.provenance().values())
          .allSatisfy(value ->
              assertThat(value.foundAt())
                  .isEqualTo(clock.instant().truncatedTo(ChronoUnit.MICROS)));
    }

    @Test
    void is_not_changed_by_what_fills_no_field() {
      register.says(new Hint(EnrichmentField.INDUSTRY, "Engines", 90));
      Lead lead = captured(LeadDraft.named("Ada", "Lovelace"));
      Enriched enriched = enrich(lead);
      assertThat(told(enriched.provenance().values()))
          .containsExactly("industry=Engines register 90");
      assertThat(told(provenance(lead).values())).containsExactly("industry=Engines register 90");
      assertThat(storage.leads().find(lead.id())).contains(lead);
      assertThat(events()).containsExactly("lead.captured.v1");
    }

    @Test
    void is_shown_what_would_become_of_it_and_nothing_is_kept() {
      Lead lead = captured(draft);
      Enriched preview = enrichments(ada).preview(lead.id(), Wish.USUAL).orElseThrow();
      assertThat(told(preview.filled()))
          .containsExactly("company=Blue Sky email 60", "country=DE phone 80");
      assertThat(provenance(lead).values()).isEmpty();
      assertThat(storage.leads().find(lead.id())).contains(lead);
    }

    @Test
    void is_asked_about_only_at_the_sources_that_are_wanted() {
      register.says(new Hint(EnrichmentField.INDUSTRY, "Engines", 90));
      Lead lead = captured(draft);
      Wish wish = new Wish(FillMode.FILL_EMPTY, null, Set.of("register"));
      assertThat(told(enrichments(ada).enrich(lead.id(), wish).orElseThrow().provenance().values()))
          .containsExactly("industry=Engines register 90");
    }

    @Test
    void keeps_what_was_found_when_it_is_merged_and_gets_it_back() {
      Lead winner = captured(LeadDraft.named("A", "Lovelace"));
      Lead loser = captured(draft);
      enrich(loser);
      var merge =
          crm.as(ada)
              .merges()
              .merge(new Merges.Command(winner.id(), List.of(loser.id()), Map.of(), Map.of()))
              .orElseThrow();
      assertThat(provenance(winner).currentOf(EnrichmentField.COMPANY)).isPresent();
      crm.as(ada).merges().undo(merge.id()).orElseThrow();
      assertThat(provenance(winner).values()).isEmpty();
      assertThat(provenance(loser).currentOf(EnrichmentField.COMPANY)).isPresent();
    }

    @Test
    void is_enriched_once_under_an_idempotency_key() {
      Lead lead = captured(draft);
      Enriched once =
          crm.as(ada).idempotent("k").enrichments().enrich(lead.id(), Wish.USUAL).orElseThrow();
      assertThat(crm.as(ada).idempotent("k").enrichments().enrich(lead.id(), Wish.USUAL))
          .isEqualTo(Outcome.done(once));
      assertThat(events()).filteredOn("lead.enriched.v1"::equals).hasSize(1);
    }

    @Test
    void answers_the_same_again_under_an_idempotency_key_when_nothing_was_to_be_filled() {
      Lead lead = captured(draft);
      crm.as(ada).enrichments().enrich(lead.id(), Wish.USUAL).orElseThrow();
      Enriched again =
          crm.as(ada).idempotent("k").enrichments().enrich(lead.id(), Wish.USUAL).orElseThrow();
      assertThat(again.filled()).isEmpty();
      assertThat(crm.as(ada).idempotent("k").enrichments().enrich(lead.id(), Wish.USUAL))
          .isEqualTo(Outcome.done(again));
    }

    @Test
    void is_not_enriched_on_another_version_than_was_looked_at() {
      Lead lead = captured(draft);
      assertThat(code(crm.as(ada).expecting(7).enrichments().enrich(lead.id(), Wish.USUAL)))
          .isEqualTo("stale-version");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "ada@ibm.com, IBM",
    "ada@mail.blue-sky.com, Blue Sky",
    "ada@bücher.example, ",
    "ada@bücher.com, Bücher",
    "ada@gmail.com, ",
    "ada@mailinator.com, ",
    "ada@co.uk, ",
  })
  void the_domain_of_an_address_names_a_company_unless_anybody_can_have_it(
      String email, @Nullable String company) {
    Lead lead = captured(LeadDraft.EMPTY.email(email));
    assertThat(enrich(lead).lead().content().profile().company()).isEqualTo(company);
  }

  @ParameterizedTest
  @CsvSource({
    "+12125550123, US, America/New_York",
    "+18005550123, US, ",
    "+447400123456, GB, ",
    "+80012345678, , ",
    "+15551234567, , ",
  })
  void the_plan_of_a_number_tells_the_country_and_the_time_zone_if_there_is_one(
      String phone, @Nullable String country, @Nullable String zone) {
    Lead lead = captured(LeadDraft.named("A", "B").phone(phone));
    Enriched enriched = enrich(lead);
    assertThat(LeadField.COUNTRY.textOf(enriched.lead().content())).isEqualTo(country);
    assertThat(
            enriched.provenance().values().stream()
                .filter(v -> v.field() == EnrichmentField.TIME_ZONE)
                .map(FoundValue::value))
        .isEqualTo(Optional.ofNullable(zone).stream().toList());
  }

  @Nested
  class A_source {

    private final Lead lead = captured(LeadDraft.named("Ada", "Lovelace"));

    @Test
    void is_asked_once_for_all_that_would_ask_the_same() {
      register.says(new Hint(EnrichmentField.INDUSTRY, "Engines", 90));
      Lead same = captured(LeadDraft.named("Annabella", "Lovelace"));
      Lead other = captured(LeadDraft.named("Charles", "Babbage"));
      enrichments(ada)
          .enrichAll(List.of(lead.id(), same.id(), other.id()), FillMode.FILL_EMPTY)
          .orElseThrow();
      enrich(same);
      assertThat(register.asked).containsExactly(Set.of("Lovelace", "Babbage"));
      clock.advance(Duration.ofHours(25));
      enrich(same);
      assertThat(register.asked).hasSize(2);
    }

    @Test
    void that_hangs_is_left_and_the_others_count() {
      CountDownLatch never = new CountDownLatch(1);
      register.behaviour =
          question -> {
            Uninterruptibles.awaitUninterruptibly(never);
            return new SourceAnswer.Silent();
          };
      Lead known = captured(draft);
      Enriched enriched = enrich(known);
      assertThat(enriched.silent()).containsExactly("register");
      assertThat(told(enriched.filled())).hasSize(2);
      never.countDown();
    }

    @Test
    void that_fails_or_answers_nothing_is_silent() {
      register.behaviour =
          question -> {
            throw new IllegalStateException("broken");
          };
      assertThat(enrich(lead).silent()).containsExactly("register");
      assertThat(enrich(lead).silent()).containsExactly("register");
      assertThat(register.asked).hasSize(1);
    }

    @Test
    void that_says_a_value_which_is_none_has_failed() {
      register.behaviour =
          question -> new SourceAnswer.Says(List.of(new Hint(EnrichmentField.TIME_ZONE, null, 50)));
      assertThat(enrich(lead).silent()).containsExactly("register");
    }

    @Test
    void that_was_silent_is_asked_again_after_a_while() {
      enrich(lead);
      register.says(new Hint(EnrichmentField.INDUSTRY, "Engines", 90));
      assertThat(enrich(lead).silent()).containsExactly("register");
      clock.advance(Breaker.PAUSE);
      Enriched enriched = enrich(lead);
      assertThat(enriched.silent()).isEmpty();
      assertThat(told(enriched.provenance().values()))
          .containsExactly("industry=Engines register 90");
    }

    @Test
    void that_fails_again_and_again_is_left_alone() {
      for (int i = 0; i < 2 * Breaker.FAILURES; i++) {
        enrich(captured(LeadDraft.named("Ada", "Number " + i)));
      }
      assertThat(register.asked).hasSize(Breaker.FAILURES);
    }

    @Test
    void that_lies_fills_nothing() {
      register.says(
          new Hint(EnrichmentField.COUNTRY, "Atlantis", 100),
          new Hint(EnrichmentField.COMPANY, "x".repeat(10_000), 100));
      assertThat(enrich(lead).provenance().values()).isEmpty();
    }

    @Test
    void has_a_name_of_its_own() {
      assertThat(enrichments(ada).sources()).containsExactly("email", "phone", "register");
      assertThatThrownBy(() ->
              Crm.on(new MemoryStorage())
                  .enrichmentSource(register)
                  .enrichmentSource(new TrialSource("register"))
                  .start())
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() ->
              Crm.on(new MemoryStorage()).enrichmentSource(new TrialSource("The Register")).start())
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Nested
  class Many_leads {

    @Test
    void are_enriched_each_by_itself_with_an_outcome_for_each() {
      Lead known = captured(draft);
      Lead bare = captured(LeadDraft.named("Charles", "Babbage"));
      Lead deleted = captured(LeadDraft.EMPTY.email("a@engines.com"));
      crm.as(ada).leads().delete(deleted.id()).orElseThrow();
      LeadId nobody = new LeadId(new UUID(0, 7));

      List<Outcome<Enriched>> outcomes =
          enrichments(ada)
              .enrichAll(
                  List.of(known.id(), bare.id(), deleted.id(), nobody, known.id()),
                  FillMode.FILL_EMPTY)
              .orElseThrow();

      assertThat(told(outcomes.getFirst().orElseThrow().filled()))
          .containsExactly("company=Blue Sky email 60", "country=DE phone 80");
      assertThat(outcomes.getLast()).isEqualTo(outcomes.getFirst());
      assertThat(outcomes.get(1).orElseThrow().lead()).isEqualTo(bare);
      assertThat(code(outcomes.get(2))).isEqualTo("lead-deleted");
      assertThat(outcomes.get(3)).isEqualTo(Outcome.refused(NotFound.of("lead", nobody.value())));
      assertThat(crm.as(ada).auditTrail().history(known.subject(), null, 10).orElseThrow())
          .extracting(AuditEntry::action)
          .containsExactly("lead.enrich", "lead.capture");
    }

    @Test
    void are_at_most_a_hundred() {
      List<LeadId> tooMany = Collections.nCopies(101, new LeadId(new UUID(0, 7)));
      assertThat(pointers(enrichments(ada).enrichAll(tooMany, FillMode.FILL_EMPTY)))
          .containsExactly("/leads");
    }

    @Test
    void are_enriched_once_under_an_idempotency_key() {
      Lead lead = captured(draft);
      List<Outcome<Outcome<Enriched>>> answers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        answers.add(
            crm.as(ada)
                .idempotent("k")
                .enrichments()
                .enrichAll(List.of(lead.id()), FillMode.FILL_EMPTY)
                .map(List::getFirst));
      }
      assertThat(answers.getFirst()).isEqualTo(answers.getLast());
      assertThat(events()).filteredOn("lead.enriched.v1"::equals).hasSize(1);
    }
  }

  @Nested
  class Who_may {

    @Test
    void enrich_is_who_may_edit() {
      Lead lead = captured(draft);
      Actor viewer = Actors.viewer();
      Actor stranger = Actors.stranger();
      assertThat(code(enrichments(viewer).enrich(lead.id(), Wish.USUAL))).isEqualTo("forbidden");
      assertThat(code(enrichments(viewer).preview(lead.id(), Wish.USUAL))).isEqualTo("forbidden");
      assertThat(code(enrichments(viewer).enrichAll(List.of(lead.id()), FillMode.FILL_EMPTY)))
          .isEqualTo("forbidden");
      assertThat(enrichments(viewer).of(lead.id()).orElseThrow().values()).isEmpty();
      assertThat(code(enrichments(stranger).of(lead.id()))).isEqualTo("not-found");
      assertThat(register.asked).isEmpty();
    }

    @Test
    void not_see_a_lead_finds_none_to_enrich() {
      Lead lead = captured(draft);
      Actor olga = Actors.salesRep("Olga", Scope.OWN);
      assertThat(enrichments(olga).enrich(lead.id(), Wish.USUAL))
          .isEqualTo(Outcome.refused(NotFound.of("lead", lead.id().value())));
      assertThat(enrichments(olga).enrichAll(List.of(lead.id()), FillMode.FILL_EMPTY).orElseThrow())
          .containsExactly(Outcome.refused(NotFound.of("lead", lead.id().value())));
    }

    @Test
    void not_see_a_field_sees_nothing_that_follows_from_it() {
      Lead lead = captured(draft);
      Actor masked =
          Actors.masked(Actors.salesRep("Olga", Scope.ALL), "lead.email", "lead.company");
      Enriched enriched = enrichments(masked).enrich(lead.id(), Wish.USUAL).orElseThrow();
      assertThat(told(enriched.filled())).containsExactly("country=DE phone 80");
      assertThat(told(enrichments(masked).of(lead.id()).orElseThrow().values()))
          .containsExactly("country=DE phone 80", "timeZone=Europe/Berlin phone 80");
    }
  }

  @Test
  void what_makes_no_sense_is_refused_with_every_problem() {
    Lead lead = captured(draft);
    assertThat(
            pointers(
                enrichments(ada)
                    .enrich(lead.id(), new Wish(FillMode.FILL_EMPTY, "1.2.3", Set.of("oracle")))))
        .containsExactly("/ip", "/sources/0");
  }

  private Enrichments enrichments(Actor actor) {
    return crm.as(actor).enrichments();
  }

  private Enriched enrich(Lead lead) {
    return enrichments(ada).enrich(lead.id(), Wish.USUAL).orElseThrow();
  }

  private Provenance provenance(Lead lead) {
    return enrichments(ada).of(lead.id()).orElseThrow();
  }

  private Lead captured(LeadDraft written) {
    return crm.as(ada).leads().capture(new Leads.Capture(written)).orElseThrow();
  }

  private List<String> events() {
    return storage.outbox().after(null, 100).stream().map(e -> e.event().type()).toList();
  }

  private static List<String> told(List<FoundValue> values) {
    return values.stream()
        .map(v -> "%s=%s %s %d".formatted(v.field().code(), v.value(), v.source(), v.confidence()))
        .toList();
  }

  private static String code(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(var refusal) ? refusal.code() : "done";
  }

  private static List<String> pointers(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(Invalid(var violations))
        ? violations.stream().map(Violation::pointer).toList()
        : List.of();
  }
}
