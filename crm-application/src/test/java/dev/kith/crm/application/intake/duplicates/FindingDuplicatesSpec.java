package dev.kith.crm.application.intake.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.lead.Leads.Capture;
import dev.kith.crm.application.lead.Leads.Edit;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.intake.duplicates.DistinctPair;
import dev.kith.crm.domain.intake.duplicates.DuplicateThresholds;
import dev.kith.crm.domain.intake.duplicates.DuplicateThresholds.Settings;
import dev.kith.crm.domain.intake.duplicates.MatchDecision;
import dev.kith.crm.domain.intake.duplicates.MatchReason;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.domain.testkit.LeadDrafts;
import dev.kith.crm.testkit.MemoryStorage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FindingDuplicatesSpec {

  private final Crm crm = Crm.on(new MemoryStorage()).background(false).start();
  private final Actor ada = Actors.administrator();
  private final Lead lovelace = captured(ada, LeadDrafts.ada());

  @Nested
  class A_draft {

    @Test
    void is_almost_certainly_a_lead_that_agrees_in_all_that_is_known() {
      DuplicateCheck check = check(ada, LeadDrafts.ada());

      assertThat(check.decision()).isEqualTo(MatchDecision.BLOCK);
      assertThat(check.hidden()).isFalse();
      assertThat(ids(check)).containsExactly(lovelace.id());
      DuplicateCheck.Match match = check.matches().getFirst();
      assertThat(match.name()).isEqualTo("Ada Lovelace");
      assertThat(match.company()).isEqualTo("Analytical Engines Ltd");
      assertThat(match.score()).isEqualTo(100);
      assertThat(match.reasons()).extracting(MatchReason::field).contains("email", "phone");
    }

    @Test
    void may_be_unfinished_or_wrong() {
      LeadDraft unfinished =
          LeadDraft.named("Ada", "Lovelace")
              .company("Analytical Engines Ltd")
              .phone("not yet known")
              .email("ada@");
      assertThat(ids(check(ada, unfinished))).containsExactly(lovelace.id());
      assertThat(check(ada, LeadDraft.EMPTY)).isEqualTo(DuplicateCheck.NOTHING);
    }

    @Test
    void is_compared_in_the_form_in_which_it_would_be_kept() {
      LeadDraft national =
          LeadDraft.named("A.", "L.").phone("020 7946 0018").with(LeadField.COUNTRY, "GB");
      assertThat(check(ada, national.company("Analytical Engines Ltd")).matches())
          .allSatisfy(m ->
              assertThat(m.reasons())
                  .anySatisfy(r -> assertThat(r.code().equals("same")).isTrue()));
    }

    @Test
    void looks_like_nobody_who_only_happens_to_live_elsewhere() {
      assertThat(check(ada, LeadDraft.named("Grace", "Hopper").company("Navy")))
          .isEqualTo(DuplicateCheck.NOTHING);
    }

    @Test
    void does_not_look_like_leads_in_the_bin() {
      crm.as(ada).leads().delete(lovelace.id()).orElseThrow();
      assertThat(check(ada, LeadDrafts.ada())).isEqualTo(DuplicateCheck.NOTHING);
    }
  }

  @Nested
  class A_lead {

    @Test
    void is_not_its_own_duplicate() {
      assertThat(check(ada, lovelace)).isEqualTo(DuplicateCheck.NOTHING);
    }

    @Test
    void looks_like_another_from_either_side() {
      Lead twin = captured(ada, twin());
      assertThat(ids(check(ada, lovelace))).containsExactly(twin.id());
      assertThat(ids(check(ada, twin))).containsExactly(lovelace.id());
    }
  }

  @Nested
  class The_thresholds {

    private final LeadDraft alike = LeadDraft.named("Ada", "Lovelace").phone("+442079460018");

    @Test
    void decide_what_is_warned_of_and_what_is_blocked_from_the_next_check_on() {
      assertThat(check(ada, alike).decision()).isEqualTo(MatchDecision.BLOCK);
      set(0, 40);
      assertThat(check(ada, alike).decision()).isEqualTo(MatchDecision.WARN);
      set(40, 40);
      assertThat(check(ada, alike)).isEqualTo(DuplicateCheck.NOTHING);
      set(0, 8);
      assertThat(check(ada, alike).decision()).isEqualTo(MatchDecision.BLOCK);
    }

    @Test
    void are_refused_with_all_that_is_wrong_with_them() {
      assertThat(crm.as(ada).duplicates().setThresholds(new Settings(41, -9)))
          .isEqualTo(
              Outcome.refused(
                  new Invalid(
                      List.of(
                          Violation.at("warnFrom", "out-of-range", "A threshold is -8 to 40."),
                          Violation.at("blockFrom", "out-of-range", "A threshold is -8 to 40."),
                          Violation.at(
                              "blockFrom",
                              "thresholds-crossed",
                              "What is almost certain must be warned of as well.")))));
      assertThat(crm.as(ada).duplicates().thresholds())
          .isEqualTo(Outcome.done(DuplicateThresholds.USUAL));
    }

    @Test
    void are_set_by_administrators_of_duplicates_on_the_version_they_have_seen() {
      DuplicateThresholds set = set(1, 9);
      assertThat(crm.as(ada).expecting(1).duplicates().setThresholds(new Settings(2, 9)))
          .isEqualTo(
              Outcome.refused(
                  new StaleVersion(
                      "duplicate-thresholds", DuplicateThresholds.ID.toString(), 1, 2)));
      Actor clerk =
          Actors.named(
              "Clerk", Grants.of(new Permission(Feature.DUPLICATE, Action.VIEW), Scope.ALL));
      assertThat(crm.as(clerk).duplicates().thresholds()).isEqualTo(Outcome.done(set));
      assertThat(crm.as(clerk).duplicates().setThresholds(new Settings(2, 9)))
          .isInstanceOf(Outcome.Refused.class);
    }

    private DuplicateThresholds set(int warnFrom, int blockFrom) {
      return crm.as(ada)
          .duplicates()
          .setThresholds(new Settings(warnFrom, blockFrom))
          .orElseThrow();
    }
  }

  @Nested
  class Somebody_who_does_not_see_every_lead {

    private final Actor rep = Actors.salesRep("Rita", Scope.OWN);

    @Test
    void is_told_only_that_there_is_one_that_is_almost_certainly_the_same() {
      assertThat(check(rep, LeadDrafts.ada()))
          .isEqualTo(new DuplicateCheck(MatchDecision.BLOCK, List.of(), true));
    }

    @Test
    void is_told_nothing_of_one_that_is_only_alike() {
      LeadDraft alike = LeadDraft.named("Ada", "Lovelace");
      assertThat(check(ada, alike).decision()).isNotEqualTo(MatchDecision.BLOCK);
      assertThat(check(rep, alike)).isEqualTo(DuplicateCheck.NOTHING);
    }

    @Test
    void learns_nothing_of_a_field_that_is_hidden_from_them() {
      Actor masked = Actors.masked(ada, "lead.email", "lead.phone", "lead.company");
      DuplicateCheck check = check(masked, LeadDrafts.ada());
      assertThat(check.matches())
          .allSatisfy(m -> {
            assertThat(m.company()).isNull();
            assertThat(m.reasons())
                .extracting(MatchReason::field)
                .doesNotContain("email", "phone", "company");
          });
      LeadDraft guess = LeadDraft.EMPTY.email("ada@engines.example");
      assertThat(check(masked, guess)).isEqualTo(DuplicateCheck.NOTHING);
    }

    @Test
    void needs_the_permission_to_see_leads_at_all() {
      Actor nobody = Actors.named("Nobody", Grants.NONE);
      assertThat(crm.as(nobody).duplicates().check(LeadDrafts.ada()))
          .isEqualTo(
              Outcome.refused(new Forbidden("lead:view", "This needs the permission lead:view.")));
    }
  }

  @Nested
  class Two_leads_that_were_told_apart {

    private final Lead twin = captured(ada, twin());
    private final DistinctPair pair =
        crm.as(ada).duplicates().tellApart(twin.id(), lovelace.id()).orElseThrow();

    @Test
    void are_not_found_as_duplicates_of_each_other_any_more() {
      assertThat(check(ada, lovelace)).isEqualTo(DuplicateCheck.NOTHING);
      assertThat(check(ada, twin)).isEqualTo(DuplicateCheck.NOTHING);
      assertThat(crm.as(ada).duplicates().toldApart(twin.id()))
          .isEqualTo(Outcome.done(List.of(pair)));
    }

    @Test
    void stay_so_whatever_becomes_of_them() {
      crm.as(ada)
          .leads()
          .edit(twin.id(), new Edit(Map.of(LeadField.TITLE, Optional.of("Countess"))))
          .orElseThrow();
      assertThat(check(ada, twin)).isEqualTo(DuplicateCheck.NOTHING);
    }

    @Test
    void are_told_apart_only_once() {
      assertThat(crm.as(ada).duplicates().tellApart(lovelace.id(), twin.id()))
          .isEqualTo(Outcome.done(pair));
    }

    @Test
    void look_alike_again_once_it_is_taken_back() {
      assertThat(crm.as(ada).duplicates().takeBack(pair.id())).isEqualTo(Outcome.done(pair));
      assertThat(ids(check(ada, twin))).containsExactly(lovelace.id());
      assertThat(crm.as(ada).duplicates().takeBack(pair.id()))
          .isEqualTo(Outcome.refused(NotFound.of("distinct pair", pair.id().value())));
    }

    @Test
    void leave_a_trace_of_who_said_so() {
      crm.as(ada).duplicates().takeBack(pair.id()).orElseThrow();
      assertThat(crm.as(ada).auditTrail().history(pair.subject(), null, 5).orElseThrow())
          .extracting(AuditEntry::action)
          .containsExactly("duplicate.take-back", "duplicate.tell-apart");
    }
  }

  @Nested
  class Telling_leads_apart {

    @Test
    void is_refused_for_one_lead() {
      assertThat(crm.as(ada).duplicates().tellApart(lovelace.id(), lovelace.id()))
          .isInstanceOfSatisfying(
              Outcome.Refused.class, r -> assertThat(r.refusal()).isInstanceOf(Invalid.class));
    }

    @Test
    void needs_both_leads_to_be_seen_and_the_permission() {
      Lead twin = captured(ada, twin());
      Actor editor =
          Actors.named("Eve", Grants.of(new Permission(Feature.DUPLICATE, Action.EDIT), Scope.ALL));
      assertThat(crm.as(editor).duplicates().tellApart(lovelace.id(), twin.id()))
          .isEqualTo(Outcome.refused(NotFound.of("lead", lovelace.id().value())));
      assertThat(crm.as(Actors.viewer()).duplicates().tellApart(lovelace.id(), twin.id()))
          .isEqualTo(
              Outcome.refused(
                  new Forbidden("duplicate:edit", "This needs the permission duplicate:edit.")));
    }
  }

  /** The same person with another e-mail address. */
  private static LeadDraft twin() {
    return LeadDrafts.ada().email("countess@engines.example");
  }

  private Lead captured(Actor actor, LeadDraft draft) {
    return crm.as(actor).leads().capture(new Capture(draft)).orElseThrow();
  }

  private DuplicateCheck check(Actor actor, LeadDraft draft) {
    return crm.as(actor).duplicates().check(draft).orElseThrow();
  }

  private DuplicateCheck check(Actor actor, Lead lead) {
    return crm.as(actor).duplicates().check(lead.id()).orElseThrow();
  }

  private static List<LeadId> ids(DuplicateCheck check) {
    return check.matches().stream().map(match -> new LeadId(match.id())).toList();
  }
}
