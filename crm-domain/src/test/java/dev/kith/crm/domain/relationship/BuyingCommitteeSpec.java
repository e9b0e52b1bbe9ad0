package dev.kith.crm.domain.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.testkit.Leads;
import dev.kith.crm.domain.testkit.Relationships;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BuyingCommitteeSpec {

  private static final Instant NOW = Relationships.BEGUN;
  private static final PipelineId SALES = new PipelineId(Leads.anId().value());
  private static final RoleTerms ROLES = RoleCatalogue.USUAL.terms();
  private static final BiPredicate<@Nullable PipelineId, String> STAGES =
      (pipeline, stage) -> Set.of("proposal", "negotiation").contains(stage);

  @Nested
  class The_needs_of_a_stage {

    @Test
    void are_those_of_its_pipeline_or_else_those_of_all_with_such_a_stage() {
      CommitteeTerms terms =
          new CommitteeTerms(
              List.of(
                  new StageNeeds(null, "proposal", List.of("CHAMPION")),
                  new StageNeeds(null, "negotiation", List.of("LEGAL")),
                  new StageNeeds(SALES, "negotiation", List.of())));

      assertThat(terms.of(SALES, "proposal")).containsExactly("CHAMPION");
      assertThat(terms.of(SALES, "negotiation")).isEmpty();
      assertThat(terms.of(new PipelineId(Leads.anId().value()), "negotiation"))
          .containsExactly("LEGAL");
      assertThat(terms.of(SALES, "elsewhere")).isEmpty();
      assertThat(terms.with(SALES, List.of()).of(SALES, "negotiation")).containsExactly("LEGAL");
    }

    @Test
    void are_replaced_each_role_once() {
      CommitteeTerms wanted =
          new CommitteeTerms(
              List.of(new StageNeeds(SALES, "proposal", List.of("LEGAL", "CHAMPION", "LEGAL"))));

      Change<CommitteeTemplate> change =
          CommitteeTemplate.USUAL.set(wanted, ROLES, STAGES, NOW).orElseThrow();

      assertThat(change.next().terms().of(SALES, "proposal")).containsExactly("LEGAL", "CHAMPION");
      assertThat(change.next().set(change.next().terms(), ROLES, STAGES, NOW))
          .isEqualTo(Outcome.done(Change.none(change.next())));
    }

    @Test
    void are_refused_with_every_problem_at_once() {
      CommitteeTerms wrong =
          new CommitteeTerms(
              List.of(
                  new StageNeeds(null, "proposal", List.of("CHAMPION", "KING")),
                  new StageNeeds(null, "proposal", List.of("BILLING")),
                  new StageNeeds(SALES, "nowhere", List.of())));

      assertThat(
              CommitteeTemplate.USUAL.set(wrong, ROLES, STAGES, NOW)
                      instanceof Outcome.Refused<?>(Invalid(var violations))
                  ? violations.stream().map(v -> v.pointer() + " " + v.code()).toList()
                  : List.of())
          .containsExactly(
              "/needs/0/roles/1 unknown-contact-role",
              "/needs/1/stage twice",
              "/needs/1/roles/0 unknown-contact-role",
              "/needs/2/stage unknown-stage");
    }
  }

  @Nested
  class Coverage_of_a_committee {

    private final Target deal = Relationships.anOpportunity();
    private final Relationship mara = Relationships.of(deal, "CHAMPION", null);
    private final Relationship ben = Relationships.of(deal, "LEGAL", null);

    @Test
    void is_the_part_of_the_roles_that_somebody_has() {
      Coverage coverage =
          Coverage.of(List.of("CHAMPION", "ECONOMIC_BUYER", "LEGAL"), List.of(mara, ben));

      assertThat(coverage)
          .isEqualTo(
              new Coverage(
                  List.of("CHAMPION", "ECONOMIC_BUYER", "LEGAL"), List.of("ECONOMIC_BUYER"), 2));
      assertThat(coverage.filled()).isEqualTo(2);
      assertThat(coverage.percent()).isEqualTo(66);
      assertThat(coverage.isSingleThreaded()).isFalse();
    }

    @Test
    void is_whole_where_nobody_is_needed() {
      assertThat(Coverage.of(List.of(), List.of()).percent()).isEqualTo(100);
    }

    @Test
    void hangs_on_one_person_whatever_roles_they_have() {
      Relationship too =
          Relationship.begin(
                  Relationships.anId(),
                  mara.contact(),
                  deal,
                  RelationshipDraft.of("LEGAL"),
                  null,
                  NOW)
              .orElseThrow()
              .next();

      assertThat(Coverage.of(List.of("CHAMPION", "LEGAL"), List.of(mara, too)))
          .isEqualTo(new Coverage(List.of("CHAMPION", "LEGAL"), List.of(), 1));
      assertThat(Coverage.of(List.of(), List.of(mara, too)).isSingleThreaded()).isTrue();
      assertThat(Coverage.of(List.of(), List.of()).isSingleThreaded()).isTrue();
    }
  }
}
