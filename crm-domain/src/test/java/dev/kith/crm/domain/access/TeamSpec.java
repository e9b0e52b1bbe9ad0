package dev.kith.crm.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TeamSpec {

  private static final Instant THEN = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant NOW = Instant.parse("2026-03-03T10:00:00Z");
  private static final TeamId ID = new TeamId(new UUID(0, 8));
  private static final Team NORTH = new Team(ID, Revision.first(THEN), "North");

  @Test
  void a_team_is_founded_with_a_name() {
    assertThat(Team.found(ID, " North ", THEN)).isEqualTo(Outcome.done(Change.of(NORTH)));
    assertThat(Team.found(ID, " ", THEN))
        .isEqualTo(
            Outcome.refused(Invalid.of(Violation.at("name", "required", "A team needs a name."))));
  }

  @Test
  void a_team_can_be_renamed() {
    assertThat(NORTH.rename("North-west", NOW))
        .isEqualTo(
            Outcome.done(Change.of(new Team(ID, new Revision(2, THEN, NOW, null), "North-west"))));
    assertThat(NORTH.rename("North", NOW)).isEqualTo(Outcome.done(Change.none(NORTH)));
  }

  @Test
  void a_team_without_members_can_be_deleted() {
    Team deleted = new Team(ID, new Revision(2, THEN, NOW, NOW), "North");

    assertThat(NORTH.delete(0, NOW)).isEqualTo(Outcome.done(Change.of(deleted)));
    assertThat(deleted.delete(0, NOW)).isEqualTo(Outcome.done(Change.none(deleted)));
  }

  @Test
  void a_team_is_not_deleted_under_its_members() {
    assertThat(NORTH.delete(3, NOW))
        .isEqualTo(Outcome.refused(new AccessRefusal.StillInUse("team", 3)));
  }
}
