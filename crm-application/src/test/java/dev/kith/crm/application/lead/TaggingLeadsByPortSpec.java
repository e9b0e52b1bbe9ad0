package dev.kith.crm.application.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.kith.crm.application.lead.LeadQueries.TagInUse;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadEvent;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.DomainEvent;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.testkit.TrialCrm;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TaggingLeadsByPortSpec {

  private final TrialCrm trial = new TrialCrm();
  private final Actor ada = Actors.administrator();
  private final Lead lead =
      trial
          .leads(ada)
          .capture(new Capture(LeadDrafts.ada().with(LeadField.TAGS, "VIP; fair")))
          .orElseThrow();

  @Nested
  class Tagging {

    @Test
    void is_told_by_an_event_and_in_the_audit_trail() {
      Lead tagged = trial.leads(ada).tag(lead.id(), List.of("vip", "hot")).orElseThrow();
      trial.leads(ada).untag(lead.id(), List.of("Fair")).orElseThrow();

      assertThat(tagged.content().tags().texts()).containsExactly("fair", "hot", "VIP");
      assertThat(events())
          .endsWith(
              new LeadEvent.Tagged(lead.id(), List.of("hot")),
              new LeadEvent.Untagged(lead.id(), List.of("fair")));
      assertThat(trial.storage.audit().history(lead.subject(), null, 2))
          .extracting(AuditEntry::action, AuditEntry::changes)
          .containsExactly(
              tuple("lead.untag", List.of(new FieldChange("tags", "fair, hot, VIP", "hot, VIP"))),
              tuple("lead.tag", List.of(new FieldChange("tags", "fair, VIP", "fair, hot, VIP"))));
    }

    @Test
    void twice_leaves_one_trace() {
      trial.leads(ada).tag(lead.id(), List.of("hot")).orElseThrow();
      List<DomainEvent> once = events();
      Lead again = trial.leads(ada).tag(lead.id(), List.of("HOT", "vip")).orElseThrow();
      assertThat(again.revision().version()).isEqualTo(2);
      assertThat(events()).isEqualTo(once);
    }

    @Test
    void names_at_least_one_tag_and_only_good_ones() {
      assertThat(trial.leads(ada).tag(lead.id(), List.of(" ")))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(Violation.at("tags", "required", "Name at least one tag."))));
      assertThat(trial.leads(ada).untag(lead.id(), List.of("a,b")))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "tags", "separator", "A tag has neither a comma nor a semicolon."))));
    }

    @Test
    void needs_the_permission_to_edit_the_lead() {
      Actor reader =
          Actors.named(
              "Eve",
              new Grants(Map.of(new Permission(Feature.LEAD, Action.VIEW), Scope.ALL), Set.of()));
      assertThat(trial.leads(reader).tag(lead.id(), List.of("hot")))
          .isEqualTo(
              Outcome.refused(new Forbidden("lead:edit", "This needs the permission lead:edit.")));
    }

    private List<DomainEvent> events() {
      return trial.storage.outbox().after((UUID) null, 100).stream().map(e -> e.event()).toList();
    }
  }

  @Nested
  class The_tags_in_use {

    @Test
    void are_those_of_the_leads_that_the_actor_sees() {
      assertThat(trial.as(ada).leadQueries().tags("V", 10))
          .isEqualTo(Outcome.done(List.of(new TagInUse("VIP", 1))));
      Actor own =
          Actors.named(
              "Eve",
              new Grants(Map.of(new Permission(Feature.LEAD, Action.VIEW), Scope.OWN), Set.of()));
      assertThat(trial.as(own).leadQueries().tags("", 10)).isEqualTo(Outcome.done(List.of()));
      Actor nobody = Actors.named("Nobody", new Grants(Map.of(), Set.of()));
      assertThat(trial.as(nobody).leadQueries().tags("", 10))
          .isEqualTo(
              Outcome.refused(new Forbidden("lead:view", "This needs the permission lead:view.")));
    }

    @Test
    void are_not_told_where_tags_are_hidden() {
      Actor eve =
          Actors.named(
              "Eve",
              new Grants(
                  Map.of(new Permission(Feature.LEAD, Action.VIEW), Scope.ALL),
                  Set.of("lead.tags")));
      assertThat(trial.as(eve).leadQueries().tags("", 10))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(Violation.at("tags", "unknown-field", "There is no field tags."))));
      assertThat(trial.as(eve).leadQueries().get(lead.id()).orElseThrow().tags().isEmpty())
          .isTrue();
    }
  }
}
