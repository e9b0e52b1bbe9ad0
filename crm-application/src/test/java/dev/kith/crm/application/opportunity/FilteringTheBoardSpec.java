package dev.kith.crm.application.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Workspace;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.opportunity.Opportunities.Create;
import dev.kith.crm.domain.access.RoleId;
import dev.kith.crm.domain.access.TeamId;
import dev.kith.crm.domain.access.User;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Money;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.testkit.AccessFixtures;
import dev.kith.crm.testkit.AccessWorld;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FilteringTheBoardSpec {

  private static final ListQuery ALL = ListQuery.all(OpportunityFields.CATALOGUE);

  private final AccessWorld world = new AccessWorld();
  private final Workspace ada = world.asAda();
  private final Pipeline sales = ada.pipelines().list().orElseThrow().getFirst();

  @Test
  void a_team_is_its_active_members_and_the_totals_are_of_the_same_cards() {
    TeamId north = world.team("North");
    UserId nora = member("Nora", north);
    UserId nils = member("Nils", north);
    UserId sara = member("Sara", world.team("South"));
    create(nora, "100");
    create(nils, "20");
    create(sara, "3000");
    create(null, "40000");

    Board.Column column = of(north);
    assertThat(column.count()).isEqualTo(2);
    assertThat(column.amounts()).containsExactly(Money.of("120", "EUR"));
    assertThat(column.cards()).hasSize(2);

    ada.users().deactivate(nils).orElseThrow();
    assertThat(of(north).amounts()).containsExactly(Money.of("100", "EUR"));
  }

  @Test
  void nothing_belongs_to_a_team_without_members_and_a_team_that_is_not_there_is_refused() {
    create(null, "1");
    assertThat(of(world.team("Empty")).count()).isZero();
    assertThat(ada.opportunityQueries().ofTeam(ALL, new TeamId(new UUID(1, 2))))
        .isEqualTo(
            Outcome.refused(
                Invalid.of(Violation.at("team", "unknown-team", "There is no such team."))));
  }

  private Board.Column of(TeamId team) {
    return ada.opportunityQueries()
        .ofTeam(ALL, team)
        .then(query -> ada.opportunityQueries().board(sales.id(), query, Set.of("prospecting")))
        .orElseThrow()
        .columns()
        .getFirst();
  }

  private UserId member(String name, TeamId team) {
    return ada.users()
        .register(
            new User.Profile(AccessFixtures.loginOf(name), name, Set.<RoleId>of(), Set.of(team)),
            AccessWorld.PASSWORD)
        .orElseThrow()
        .id();
  }

  private void create(@Nullable UserId owner, String amount) {
    ada.opportunities()
        .create(new Create(OpportunityDraft.named("Deal").worth(amount, "EUR"), owner, null, null))
        .orElseThrow();
  }
}
