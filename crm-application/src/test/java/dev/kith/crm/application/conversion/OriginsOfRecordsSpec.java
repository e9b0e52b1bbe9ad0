package dev.kith.crm.application.conversion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.crm.application.conversion.Conversions.Choice;
import dev.kith.crm.application.conversion.Conversions.Convert;
import dev.kith.crm.application.conversion.Conversions.Deal;
import dev.kith.crm.application.conversion.Conversions.Origin;
import dev.kith.crm.application.intake.duplicates.merge.Merges;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.conversion.Part;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.intake.attribution.Touch;
import dev.kith.crm.domain.intake.attribution.TouchDraft;
import dev.kith.crm.domain.intake.duplicates.merge.MergeKind;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.pipeline.PipelineTerms;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.testkit.TrialCrm;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OriginsOfRecordsSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();

  @BeforeEach
  void setUp() {
    trial.as(ada).pipelines().setUp(PipelineTerms.usual()).orElseThrow();
  }

  @Test
  void what_a_lead_became_tells_of_it_and_of_what_brought_it() {
    Lead lead = lead(LeadDrafts.ada(), "google", "newsletter");

    Conversion conversion = converted(lead);

    for (Target target : Target.values()) {
      Origin origin = only(origins(target, id(conversion.part(target))));
      assertThat(origin.conversion()).isEqualTo(conversion);
      assertThat(origin.name()).isEqualTo("Ada Lovelace");
      assertThat(source(origin.touches().first())).isEqualTo("google");
      assertThat(source(origin.touches().converting())).isEqualTo("newsletter");
    }
  }

  @Test
  void the_lead_that_was_converted_last_comes_first() {
    Lead first = lead(LeadDrafts.ada(), "google");
    UUID account = id(converted(first).account());
    Lead second = lead(LeadDraft.named("Grace", "Hopper"), "bing");
    trial.clock.advance(Duration.ofDays(1));
    trial
        .as(ada)
        .conversions()
        .convert(Convert.of(second.id()).account(Choice.link(account)))
        .orElseThrow();

    assertThat(origins(Target.ACCOUNT, account))
        .extracting(Origin::name, origin -> source(origin.touches().first()))
        .containsExactly(tuple("Grace Hopper", "bing"), tuple("Ada Lovelace", "google"));
  }

  @Test
  void what_became_part_of_another_record_still_tells_there_where_it_came_from() {
    UUID loser = id(converted(lead(LeadDrafts.ada(), "google")).contact());
    LeadDraft byron = LeadDraft.named("Ada", "Byron").with(LeadField.COMPANY, "Byron & Sons");
    UUID winner = id(converted(lead(byron, "bing")).contact());
    trial
        .as(ada)
        .merges()
        .merge(new Merges.Command(MergeKind.CONTACT, winner, List.of(loser), Map.of(), Map.of()))
        .orElseThrow();

    assertThat(origins(Target.CONTACT, winner))
        .extracting(Origin::name)
        .containsExactlyInAnyOrder("Ada Lovelace", "Ada Byron");
  }

  @Test
  void a_conversion_that_was_undone_tells_nothing() {
    UUID linked = id(converted(lead(LeadDrafts.ada())).account());
    Conversion undone =
        trial
            .as(ada)
            .conversions()
            .convert(
                Convert.of(lead(LeadDraft.named("Grace", "Hopper")).id())
                    .account(Choice.link(linked)))
            .orElseThrow()
            .conversion();
    trial.as(ada).conversions().undo(undone.id()).orElseThrow();

    assertThat(origins(Target.ACCOUNT, linked))
        .extracting(Origin::name)
        .containsExactly("Ada Lovelace");
  }

  @Test
  void leads_that_the_reader_does_not_see_are_left_out_and_hidden_campaigns_are_hidden() {
    UUID account = id(converted(lead(LeadDrafts.ada(), "google")).account());
    Permission accounts = new Permission(Feature.ACCOUNT, Action.VIEW);
    Permission leads = new Permission(Feature.LEAD, Action.VIEW);
    Actor ofOwn = reader(Map.of(accounts, Scope.ALL, leads, Scope.OWN));
    Actor masked =
        Actors.masked(reader(Map.of(accounts, Scope.ALL, leads, Scope.ALL)), "lead.utmSource");

    assertThat(trial.as(ofOwn).conversions().origins(Target.ACCOUNT, account).orElseThrow())
        .isEmpty();
    assertThat(
            source(
                only(trial.as(masked).conversions().origins(Target.ACCOUNT, account).orElseThrow())
                    .touches()
                    .first()))
        .isNull();
  }

  @Test
  void of_a_record_that_the_reader_does_not_see_nothing_is_told_nor_to_who_sees_no_leads() {
    UUID account = id(converted(lead(LeadDrafts.ada())).account());
    Actor withoutAccounts = reader(Map.of(new Permission(Feature.LEAD, Action.VIEW), Scope.ALL));
    Actor withoutLeads = reader(Map.of(new Permission(Feature.ACCOUNT, Action.VIEW), Scope.ALL));

    assertThat(trial.as(withoutAccounts).conversions().origins(Target.ACCOUNT, account))
        .isEqualTo(Outcome.refused(NotFound.of("account", account)));
    assertThat(trial.as(ada).conversions().origins(Target.CONTACT, account))
        .isEqualTo(Outcome.refused(NotFound.of("contact", account)));
    assertThat(trial.as(withoutLeads).conversions().origins(Target.ACCOUNT, account))
        .isInstanceOfSatisfying(
            Outcome.Refused.class,
            refused -> assertThat(refused.refusal()).isInstanceOf(Forbidden.class));
  }

  private static Actor reader(Map<Permission, Scope> scopes) {
    return Actors.named("Rita Reader", new Grants(scopes, Set.of()));
  }

  /** A qualified lead that came by these sources, one a day. */
  private Lead lead(LeadDraft draft, String... sources) {
    Lead lead = trial.leads(ada).capture(new Capture(draft)).orElseThrow();
    for (String source : sources) {
      trial.clock.advance(Duration.ofDays(1));
      trial
          .as(ada)
          .touches()
          .record(lead.id(), TouchDraft.EMPTY.with("utm_source", source))
          .orElseThrow();
    }
    return trial.leads(ada).qualify(lead.id()).orElseThrow();
  }

  private Conversion converted(Lead lead) {
    return trial
        .as(ada)
        .conversions()
        .convert(Convert.of(lead.id()).account(Choice.CREATE).opening(Deal.of(Map.of())))
        .orElseThrow()
        .conversion();
  }

  private List<Origin> origins(Target target, UUID record) {
    return trial.as(ada).conversions().origins(target, record).orElseThrow();
  }

  private static Origin only(List<Origin> origins) {
    assertThat(origins).hasSize(1);
    return origins.getFirst();
  }

  private static @Nullable String source(@Nullable Touch touch) {
    return Objects.requireNonNull(touch).content().campaign().utmSource();
  }

  private static UUID id(@Nullable Part part) {
    return Objects.requireNonNull(part).id();
  }
}
