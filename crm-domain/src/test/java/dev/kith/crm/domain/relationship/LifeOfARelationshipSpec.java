package dev.kith.crm.domain.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.testkit.Contacts;
import dev.kith.crm.domain.testkit.Relationships;
import dev.kith.crm.domain.testkit.Seeded;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LifeOfARelationshipSpec {

  private static final Instant NOW = Relationships.BEGUN;
  private static final Instant LATER = NOW.plus(Duration.ofDays(3));
  private static final Instant LAST_YEAR = Instant.parse("2025-06-01T08:00:00Z");
  private static final Target DEAL = Relationships.anOpportunity();

  @Nested
  class Beginning {

    @Test
    void gives_a_contact_a_role_from_now_on_with_some_influence_and_no_stance_yet() {
      RelationshipId id = Relationships.anId();
      ContactId mara = Contacts.anId();

      assertThat(Relationship.begin(id, mara, DEAL, RelationshipDraft.of("CHAMPION"), null, NOW))
          .isEqualTo(
              Outcome.done(
                  Change.of(
                      new Relationship(
                          id,
                          Revision.first(NOW),
                          mara,
                          DEAL,
                          "CHAMPION",
                          RoleSource.MANUAL,
                          100,
                          List.of(new Phase(NOW, false, 1, Stance.NEUTRAL)),
                          null),
                      new RelationshipEvent.Began(
                          id, mara, DEAL, "CHAMPION", RoleSource.MANUAL, NOW))));
    }

    @Test
    void can_be_told_late_and_the_contact_is_the_primary_one_only_since_nobody_else_was() {
      Relationship told =
          Relationship.begin(
                  Relationships.anId(),
                  Contacts.anId(),
                  DEAL,
                  RelationshipDraft.of("CHAMPION")
                      .weighing(3, Stance.SUPPORTER)
                      .valid(LAST_YEAR, null)
                      .known(RoleSource.INFERRED, 65),
                  NOW,
                  LATER)
              .orElseThrow()
              .next();

      assertThat(told.phases())
          .containsExactly(
              new Phase(LAST_YEAR, false, 3, Stance.SUPPORTER),
              new Phase(NOW, true, 3, Stance.SUPPORTER));
      assertThat(told.isPrimary()).isTrue();
      assertThat(told.confidence()).isEqualTo(65);
    }

    @Test
    void says_all_at_once_what_is_wrong() {
      assertThat(
              codes(
                  Relationship.begin(
                      Relationships.anId(),
                      Contacts.anId(),
                      DEAL,
                      new RelationshipDraft(" ", 4, null, LATER, LAST_YEAR, null, 101),
                      null,
                      NOW)))
          .containsExactly(
              "/role required",
              "/influence out-of-range",
              "/confidence out-of-range",
              "/validFrom in-the-future",
              "/validTo before-beginning");
    }
  }

  @Nested
  class Weighing {

    @Test
    void begins_another_phase() {
      Relationship mara = Relationships.of(DEAL, "CHAMPION", null);

      Change<Relationship> change = mara.weigh(null, Stance.DETRACTOR, LATER).orElseThrow();

      assertThat(change.next().phases())
          .containsExactly(
              new Phase(NOW, false, 1, Stance.NEUTRAL),
              new Phase(LATER, false, 1, Stance.DETRACTOR));
      assertThat(change.events())
          .containsExactly(new RelationshipEvent.Changed(mara.id(), 1, Stance.DETRACTOR));
      assertThat(mara.weigh(1, null, LATER)).isEqualTo(Outcome.done(Change.none(mara)));
      assertThat(mara.weigh(2, null, NOW).orElseThrow().next().phases())
          .containsExactly(new Phase(NOW, false, 2, Stance.NEUTRAL));
      assertThat(codes(mara.weigh(-1, null, NOW))).containsExactly("/influence out-of-range");
    }
  }

  @Nested
  class Being_the_primary_contact {

    @Test
    void is_handed_over_at_one_moment() {
      Relationship mara = Relationships.of(DEAL, "CHAMPION", NOW);
      Relationship ben = Relationships.of(DEAL, "LEGAL", null);

      Relationship before = mara.giveWay(LATER).next();
      Relationship after = ben.makePrimary(LATER, LATER).orElseThrow().next();

      assertThat(before.isPrimary()).isFalse();
      assertThat(after.isPrimary()).isTrue();
      assertThat(before.primaryUntil(LATER)).isEqualTo(LATER);
      assertThat(before.at(LATER.minusMillis(1)).orElseThrow().primary()).isTrue();
      assertThat(before.at(LATER).orElseThrow().primary()).isFalse();
      assertThat(after.at(LATER.minusMillis(1)).orElseThrow().primary()).isFalse();
      assertThat(ben.giveWay(LATER)).isEqualTo(Change.none(ben));
      assertThat(mara.makePrimary(LATER, LATER)).isEqualTo(Outcome.done(Change.none(mara)));
    }
  }

  @Nested
  class Ending {

    @Test
    void keeps_what_was_and_changes_no_more() {
      Relationship mara = Relationships.of(DEAL, "CHAMPION", NOW);

      Change<Relationship> change = mara.end(null, LATER).orElseThrow();
      Relationship ended = change.next();

      assertThat(change.events())
          .containsExactly(
              new RelationshipEvent.Ended(mara.id(), mara.contact(), DEAL, "CHAMPION", LATER));
      assertThat(ended.at(LATER.minusMillis(1))).contains(new Phase(NOW, true, 1, Stance.NEUTRAL));
      assertThat(ended.at(LATER)).isEmpty();
      assertThat(ended.at(NOW.minusMillis(1))).isEmpty();
      assertThat(ended.isPrimary()).isFalse();
      Outcome<?> refused = Outcome.refused(new RelationshipRefusal.RelationshipEnded(LATER));
      assertThat(ended.weigh(3, null, LATER)).isEqualTo(refused);
      assertThat(ended.makePrimary(LATER, LATER)).isEqualTo(refused);
      assertThat(ended.end(null, LATER)).isEqualTo(refused);
    }

    @Test
    void can_be_told_late_but_not_in_advance_nor_before_it_began() {
      Relationship mara = Relationships.of(DEAL, "CHAMPION", NOW);
      Relationship weighed = mara.weigh(3, null, LATER).orElseThrow().next();

      assertThat(weighed.end(NOW.plusSeconds(5), LATER).orElseThrow().next().phases())
          .containsExactly(new Phase(NOW, true, 1, Stance.NEUTRAL));
      assertThat(codes(mara.end(LATER, NOW))).containsExactly("/at in-the-future");
      assertThat(codes(mara.end(LAST_YEAR, NOW))).containsExactly("/at before-beginning");
    }

    @Test
    void at_the_moment_at_which_it_began_makes_it_never_have_held() {
      Relationship mistake =
          Relationships.of(DEAL, "CHAMPION", null).end(NOW, LATER).orElseThrow().next();

      assertThat(mistake.at(NOW)).isEmpty();
      assertThat(mistake.overlaps(NOW, null)).isFalse();
    }
  }

  @Nested
  class Any_history {

    @Test
    void has_one_state_at_each_moment_from_the_beginning_to_the_end() {
      Seeded.cases(
          300,
          random -> {
            Relationship one = Relationships.of(DEAL, "CHAMPION", random.percent(50) ? NOW : null);
            Instant now = NOW;
            for (int i = 0; i < 12 && one.isLasting(); i++) {
              now = now.plusSeconds(random.nextInt(3));
              one = step(random, one, now);
            }

            List<Phase> phases = one.phases();
            for (int i = 1; i < phases.size(); i++) {
              assertThat(phases.get(i).from()).isAfter(phases.get(i - 1).from());
            }
            for (Instant at = NOW; !at.isAfter(now); at = at.plusMillis(500)) {
              boolean holds = one.validTo() == null || at.isBefore(one.validTo());
              assertThat(one.at(at).isPresent()).isEqualTo(holds);
            }
            assertThat(one.at(NOW.minusMillis(1))).isEqualTo(Optional.empty());
          });
    }

    private static Relationship step(Seeded random, Relationship one, Instant now) {
      return switch (random.nextInt(5)) {
        case 0 -> one.makePrimary(now, now).orElseThrow().next();
        case 1 -> one.giveWay(now).next();
        case 2 -> random.percent(20) ? one.end(null, now).orElseThrow().next() : one;
        default ->
            one.weigh(random.nextInt(4), random.oneOf(Stance.values()), now).orElseThrow().next();
      };
    }
  }

  private static List<String> codes(Outcome<?> outcome) {
    return outcome instanceof Outcome.Refused<?>(Invalid(var violations))
        ? violations.stream().map(v -> v.pointer() + " " + v.code()).toList()
        : List.of();
  }
}
