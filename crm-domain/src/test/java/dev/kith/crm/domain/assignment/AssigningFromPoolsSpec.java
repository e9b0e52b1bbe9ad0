package dev.kith.crm.domain.assignment;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.Assigner.Decision;
import dev.kith.crm.domain.assignment.Choice.How;
import dev.kith.crm.domain.assignment.Choice.PassedOver;
import dev.kith.crm.domain.assignment.PoolTerms.Matching;
import dev.kith.crm.domain.assignment.PoolTerms.Strategy;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Language;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.shared.worktime.BusinessHours;
import dev.kith.crm.domain.shared.worktime.Shift;
import dev.kith.crm.domain.testkit.Actors;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AssigningFromPoolsSpec {

  // A Monday.
  private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
  private static final UserId OLGA = Actors.userId("Olga");
  private static final UserId PIT = Actors.userId("Pit");
  private static final UserId ROSA = Actors.userId("Rosa");
  private static final UserId BOSS = Actors.userId("Boss");
  private static final Country GERMANY = new Country("DE");
  private static final Country FRANCE = new Country("FR");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** Everybody can own records, works at any time and has had nothing. */
  private static final Standing FREE =
      new Standing(
          Set.of(OLGA, PIT, ROSA, BOSS),
          Map.of(),
          ZoneOffset.UTC,
          Map.of(),
          Map.of(),
          lane -> Turns.NONE);

  private final PoolMember olga = PoolMember.of(OLGA, 1);
  private final PoolMember pit = PoolMember.of(PIT, 1);
  private final PoolMember rosa = PoolMember.of(ROSA, 1);

  @Nested
  class By_weighted_round_robin {

    @Test
    void it_is_somebodys_turn_and_others_are_told_that_it_is_not_theirs() {
      Decision decision = choose(pool(olga, pit), Candidate.UNKNOWN, FREE);
      assertThat(decision.choice())
          .isEqualTo(
              new Choice(
                  OLGA,
                  new How.Turn(1, 2, 1, 0, 2),
                  List.of(new PassedOver(PIT, new Hindrance.LaterTurn(0, 1)))));
      assertThat(decision.choice().how().words())
          .isEqualTo("It was their turn: turn 1 of 2, of which 1 is theirs and 0 came before.");
    }

    @Test
    void those_who_cannot_take_it_take_no_turn_and_the_others_share_theirs_fairly() {
      // Germans go to Olga and Pit, French to Pit and Rosa: each of these has turns of its own.
      PoolTerms pool =
          matching(
              Matching.REQUIRED,
              Matching.OFF,
              in(olga, GERMANY),
              in(pit, GERMANY, FRANCE),
              in(rosa, FRANCE));
      assertThat(chosen(pool, GERMANY, FRANCE, GERMANY, FRANCE, GERMANY, FRANCE, GERMANY, FRANCE))
          .containsExactly(OLGA, PIT, PIT, ROSA, OLGA, PIT, PIT, ROSA);
    }

    @Test
    void whoever_comes_back_goes_on_where_they_were_and_makes_up_for_nothing() {
      Map<String, Turns> kept = new HashMap<>();
      PoolTerms all = pool(olga, pit, rosa);
      PoolTerms without = pool(olga, away(pit, "2026-11-02", "2026-11-02"), rosa);
      List<UserId> chosen =
          Stream.of(all, without, without, without, all, all)
              .map(pool -> next(pool, Candidate.UNKNOWN, kept))
              .toList();
      assertThat(chosen).containsExactly(OLGA, OLGA, ROSA, OLGA, PIT, ROSA);
    }

    @Test
    void new_weights_begin_anew() {
      Map<String, Turns> kept = new HashMap<>();
      PoolTerms one = pool(olga, pit);
      PoolTerms other = pool(PoolMember.of(OLGA, 1), PoolMember.of(PIT, 3));
      assertThat(
              Stream.of(one, other, other, other, other)
                  .map(pool -> next(pool, Candidate.UNKNOWN, kept))
                  .toList())
          .containsExactly(OLGA, PIT, OLGA, PIT, PIT);
    }

    @Test
    void whoever_is_the_only_one_is_told_so() {
      Choice choice = choose(pool(olga), Candidate.UNKNOWN, FREE).choice();
      assertThat(choice.how().words()).isEqualTo("Nobody else was left.");
    }
  }

  @Nested
  class By_least_load {

    @Test
    void whoever_has_the_fewest_open_records_gets_it() {
      Choice choice =
          choose(leastLoad(olga, pit), Candidate.UNKNOWN, open(Map.of(OLGA, 3L, PIT, 2L))).choice();
      assertThat(choice)
          .isEqualTo(
              new Choice(
                  PIT,
                  new How.LeastLoad(2, 1, 2),
                  List.of(new PassedOver(OLGA, new Hindrance.MoreToDo(3, 1)))));
      assertThat(choice.how().words()).isEqualTo("They have the least to do: 2 open.");
      assertThat(choice.others().getFirst().why().words()).isEqualTo("has more to do, 3 open");
    }

    @Test
    void a_double_weight_bears_twice_as_much() {
      PoolTerms pool = leastLoad(PoolMember.of(OLGA, 2), pit);
      assertThat(user(pool, open(Map.of(OLGA, 4L, PIT, 2L)))).isEqualTo(OLGA);
      assertThat(user(pool, open(Map.of(OLGA, 6L, PIT, 2L)))).isEqualTo(PIT);
    }

    @Test
    void of_equals_whoever_got_less_today_comes_first_and_then_the_order_of_the_list() {
      PoolTerms pool = leastLoad(olga, pit);
      assertThat(user(pool, FREE)).isEqualTo(OLGA);
      assertThat(user(pool, today(Map.of(OLGA, 1L)))).isEqualTo(PIT);
    }

    @Test
    void nobodys_turn_is_taken() {
      assertThat(choose(leastLoad(olga, pit), Candidate.UNKNOWN, FREE).turn()).isNull();
    }
  }

  @Nested
  class The_sticky_owner {

    private final PoolTerms pool = sticky(olga, pit, rosa);

    @Test
    void is_whoever_has_the_record() {
      Decision decision = choose(pool, new Candidate(null, null, PIT, Map.of(ROSA, 9L)), FREE);
      assertThat(decision.choice())
          .isEqualTo(
              new Choice(
                  PIT,
                  new How.HasIt(),
                  List.of(
                      new PassedOver(OLGA, new Hindrance.Stuck()),
                      new PassedOver(ROSA, new Hindrance.Stuck()))));
      assertThat(decision.turn()).isNull();
    }

    @Test
    void else_whoever_has_most_others_of_its_company() {
      Choice choice =
          choose(pool, new Candidate(null, null, BOSS, Map.of(PIT, 1L, ROSA, 2L)), FREE).choice();
      assertThat(choice.user()).isEqualTo(ROSA);
      assertThat(choice.how()).isEqualTo(new How.HasCompany(2));
      assertThat(choice.how().words()).isEqualTo("They have 2 others of this company.");
    }

    @Test
    void has_to_be_able_to_take_it() {
      PoolTerms absent = sticky(olga, away(pit, "2026-11-01", null), rosa);
      Choice choice = choose(absent, new Candidate(null, null, PIT, Map.of()), FREE).choice();
      assertThat(choice.user()).isEqualTo(OLGA);
      assertThat(choice.others().getFirst())
          .isEqualTo(new PassedOver(PIT, new Hindrance.Away(null)));
    }

    @Test
    void is_nobody_where_the_pool_says_so() {
      assertThat(
              choose(pool(olga, pit), new Candidate(null, null, PIT, Map.of()), FREE)
                  .choice()
                  .user())
          .isEqualTo(OLGA);
    }
  }

  @Nested
  class Territory_and_language {

    @Test
    void that_are_required_pass_over_whoever_does_not_fit() {
      PoolTerms pool =
          matching(Matching.REQUIRED, Matching.REQUIRED, in(olga, FRANCE), speaking(pit, "de"));
      assertThat(why(pool, new Candidate(GERMANY, new Language("fr"), null, Map.of()), FREE))
          .isEqualTo(
              Map.of(
                  OLGA, new Hindrance.OtherTerritory(GERMANY),
                  PIT, new Hindrance.OtherLanguage(new Language("fr"))));
    }

    @Test
    void that_are_preferred_leave_it_to_others_where_nobody_fits() {
      PoolTerms pool =
          matching(Matching.PREFERRED, Matching.OFF, in(olga, FRANCE), in(pit, GERMANY));
      assertThat(choose(pool, of(GERMANY), FREE).choice().user()).isEqualTo(PIT);
      assertThat(choose(pool, of(FRANCE), FREE).choice().user()).isEqualTo(OLGA);
      assertThat(choose(pool, of(new Country("IT")), FREE).choice().user()).isEqualTo(OLGA);
    }

    @Test
    void that_are_not_known_of_the_record_rule_nobody_out() {
      PoolTerms pool = matching(Matching.REQUIRED, Matching.REQUIRED, in(olga, FRANCE));
      assertThat(choose(pool, Candidate.UNKNOWN, FREE).choice().user()).isEqualTo(OLGA);
    }

    @Test
    void that_a_member_does_not_name_are_all_theirs() {
      PoolTerms pool = matching(Matching.REQUIRED, Matching.REQUIRED, olga);
      assertThat(
              choose(pool, new Candidate(GERMANY, new Language("de"), null, Map.of()), FREE)
                  .choice()
                  .user())
          .isEqualTo(OLGA);
    }

    @Test
    void that_are_off_do_not_matter() {
      PoolTerms pool = matching(Matching.OFF, Matching.OFF, in(olga, FRANCE));
      assertThat(choose(pool, of(GERMANY), FREE).choice().user()).isEqualTo(OLGA);
    }
  }

  @Nested
  class Somebody_is_passed_over {

    @Test
    void who_can_no_longer_own_records() {
      Standing gone = standing(Set.of(PIT), Map.of(), ZoneOffset.UTC, Map.of());
      assertThat(why(pool(olga, pit), Candidate.UNKNOWN, gone))
          .isEqualTo(Map.of(OLGA, new Hindrance.NotActive()));
    }

    @Test
    void on_each_day_out_of_office_from_the_first_to_the_last() {
      PoolTerms pool = pool(away(olga, "2026-11-02", "2026-11-03"), pit);
      assertThat(userAt(pool, "2026-11-01T23:59:59Z", FREE)).isEqualTo(OLGA);
      assertThat(userAt(pool, "2026-11-02T00:00:00Z", FREE)).isEqualTo(PIT);
      assertThat(userAt(pool, "2026-11-03T23:59:59Z", FREE)).isEqualTo(PIT);
      assertThat(userAt(pool, "2026-11-04T00:00:00Z", FREE)).isEqualTo(OLGA);
      assertThat(why(pool, Candidate.UNKNOWN, FREE).get(OLGA))
          .isEqualTo(new Hindrance.Away(LocalDate.of(2026, 11, 3)));
    }

    @Test
    void with_days_that_begin_on_the_clock_of_their_calendar_and_else_of_the_business() {
      PoolTerms pool = pool(away(olga, "2026-11-02", "2026-11-02"), pit);
      Standing berlin = standing(FREE.able(), Map.of(), BERLIN, Map.of());
      assertThat(userAt(pool, "2026-11-01T22:59:59Z", berlin)).isEqualTo(OLGA);
      assertThat(userAt(pool, "2026-11-01T23:00:00Z", berlin)).isEqualTo(PIT);
      Standing tokyo =
          standing(
              FREE.able(),
              Map.of(OLGA, BusinessHours.always(ZoneId.of("Asia/Tokyo"))),
              BERLIN,
              Map.of());
      assertThat(userAt(pool, "2026-11-01T15:00:00Z", tokyo)).isEqualTo(PIT);
      assertThat(userAt(pool, "2026-11-02T15:00:00Z", tokyo)).isEqualTo(OLGA);
    }

    @Test
    void of_whose_absences_at_a_time_the_one_is_told_that_ends_last() {
      PoolMember member =
          new PoolMember(
              OLGA,
              1,
              null,
              Set.of(),
              Set.of(),
              null,
              List.of(
                  new OutOfOffice(LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 9), null),
                  new OutOfOffice(LocalDate.of(2026, 11, 2), LocalDate.of(2026, 11, 2), "ill")));
      assertThat(why(pool(member, pit), Candidate.UNKNOWN, FREE).get(OLGA))
          .isEqualTo(new Hindrance.Away(LocalDate.of(2026, 11, 9)));
    }

    @Test
    void outside_of_their_hours_also_where_clocks_are_changed() {
      // On October 25th, clocks in Berlin go from three back to two.
      BusinessHours nights =
          new BusinessHours(
              BERLIN,
              Map.of(DayOfWeek.SUNDAY, List.of(new Shift(LocalTime.of(2, 30), LocalTime.of(3, 0)))),
              List.of());
      Standing working = standing(FREE.able(), Map.of(OLGA, nights), BERLIN, Map.of());
      PoolTerms pool = pool(olga, pit);
      assertThat(userAt(pool, "2026-10-25T00:29:59Z", working)).isEqualTo(PIT);
      assertThat(userAt(pool, "2026-10-25T00:30:00Z", working)).isEqualTo(OLGA);
      assertThat(userAt(pool, "2026-10-25T01:59:59Z", working)).isEqualTo(OLGA);
      assertThat(userAt(pool, "2026-10-25T02:00:00Z", working)).isEqualTo(PIT);
      Hindrance off = why(pool, Candidate.UNKNOWN, working).get(OLGA);
      assertThat(off)
          .isEqualTo(new Hindrance.OffHours(Instant.parse("2026-11-08T01:30:00Z"), BERLIN));
      assertThat(off.words()).isEqualTo("not at work until 2026-11-08 02:30 Europe/Berlin");
    }

    @Test
    void who_got_as_much_today_as_they_can_take() {
      PoolTerms pool = pool(atMost(olga, 5), pit);
      assertThat(user(pool, today(Map.of(OLGA, 4L)))).isEqualTo(OLGA);
      assertThat(why(pool, Candidate.UNKNOWN, today(Map.of(OLGA, 5L))))
          .isEqualTo(Map.of(OLGA, new Hindrance.Full(5, 5)));
      assertThat(new Hindrance.Full(5, 5).words()).isEqualTo("at capacity, 5 of 5 today");
    }
  }

  @Nested
  class Where_nobody_can_take_it {

    private final PoolTerms pool = pool(away(olga, "2026-11-01", null), atMost(pit, 1));
    private final Standing full = today(Map.of(PIT, 1L));

    @Test
    void it_goes_to_the_fallback() {
      assertThat(choose(falling(pool, BOSS), Candidate.UNKNOWN, full))
          .isEqualTo(
              new Decision(
                  new Choice(
                      BOSS,
                      new How.Fallback(),
                      List.of(
                          new PassedOver(OLGA, new Hindrance.Away(null)),
                          new PassedOver(PIT, new Hindrance.Full(1, 1)))),
                  null));
    }

    @Test
    void it_goes_to_nobody_without_a_fallback_that_can_own_it() {
      assertThat(choose(pool, Candidate.UNKNOWN, full).choice().how()).isEqualTo(new How.Nobody());
      UserId gone = new UserId(new UUID(0, 404));
      Choice choice = choose(falling(pool, gone), Candidate.UNKNOWN, full).choice();
      assertThat(choice.user()).isNull();
      assertThat(choice.how()).isEqualTo(new How.Nobody());
      assertThat(choice.others()).hasSize(2);
    }
  }

  @Nested
  class A_pool {

    @Test
    void is_refused_with_every_problem_at_its_place() {
      PoolMember bad =
          new PoolMember(
              OLGA,
              0,
              0,
              Set.of(),
              Set.of(),
              null,
              List.of(
                  new OutOfOffice(
                      LocalDate.of(2026, 2, 2), LocalDate.of(2026, 2, 1), "x".repeat(201))));
      assertThat(PoolTerms.of("  ", List.of(bad, olga)).read())
          .isEqualTo(
              Outcome.refused(
                  new Invalid(
                      List.of(
                          Violation.at("name", "required", "A pool needs a name."),
                          Violation.at(
                              "members/0/weight", "out-of-range", "A weight is 1 to 1000."),
                          Violation.at(
                              "members/0/capacity",
                              "out-of-range",
                              "A capacity is 1 to 10000 a day."),
                          Violation.at(
                              "members/0/outOfOffice/0/until",
                              "before-beginning",
                              "It ends before it begins."),
                          Violation.at(
                              "members/0/outOfOffice/0/note",
                              "too-long",
                              "At most 200 characters are allowed."),
                          Violation.at(
                              "members/1/user", "twice", "This user is a member already.")))));
      assertThat(PoolTerms.of("Sales", List.of()).read())
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(Violation.at("members", "required", "A pool needs a member."))));
    }

    @Test
    void is_tidied_up_when_it_is_set_up() {
      AssignmentPool set =
          AssignmentPool.setUp(id(), PoolTerms.of("  Sales ", List.of(olga)), NOON)
              .orElseThrow()
              .next();
      assertThat(set.name()).isEqualTo("Sales");
      assertThat(set.rewrite(PoolTerms.of("Sales", List.of(olga)), NOON).orElseThrow().next())
          .isSameAs(set);
      AssignmentPool other =
          set.rewrite(PoolTerms.of("Sales", List.of(pit)), NOON).orElseThrow().next();
      assertThat(other.revision().version()).isEqualTo(2);
      assertThat(other.delete(NOON).next().revision().isDeleted()).isTrue();
    }

    @Test
    void tells_the_audit_trail_what_it_says() {
      PoolMember all =
          new PoolMember(
              OLGA,
              3,
              5,
              Set.of(GERMANY),
              Set.of(new Language("de")),
              null,
              List.of(new OutOfOffice(LocalDate.of(2026, 2, 1), LocalDate.of(2026, 2, 2), null)));
      assertThat(
              AssignmentPool.setUp(id(), PoolTerms.of("Sales", List.of(all)), NOON)
                  .orElseThrow()
                  .next()
                  .facts())
          .isEqualTo(
              Map.of(
                  "name",
                  "Sales",
                  "active",
                  "true",
                  "strategy",
                  "WEIGHTED_ROUND_ROBIN",
                  "stickyOwner",
                  "false",
                  "members",
                  OLGA.toString(),
                  "member 1",
                  "weight 3, at most 5 a day, DE, de, out of office from 2026-02-01 until"
                      + " 2026-02-02"));
    }

    private AssignmentPoolId id() {
      return new AssignmentPoolId(new UUID(0, 1));
    }
  }

  @Nested
  class A_language {

    @Test
    void is_the_first_part_of_a_tag() {
      assertThat(Language.parse(" de-AT ")).isEqualTo(Outcome.done(new Language("de")));
      assertThat(Language.parse("FR_fr")).isEqualTo(Outcome.done(new Language("fr")));
      assertThat(Language.parse("Klingon")).isInstanceOf(Outcome.Refused.class);
      assertThat(new Language("fr").englishName()).isEqualTo("French");
    }
  }

  private static UserId next(PoolTerms pool, Candidate candidate, Map<String, Turns> kept) {
    Standing standing =
        new Standing(
            FREE.able(),
            Map.of(),
            ZoneOffset.UTC,
            Map.of(),
            Map.of(),
            lane -> kept.getOrDefault(lane, Turns.NONE));
    Decision decision = choose(pool, candidate, standing);
    kept.put(decision.turn().lane(), decision.turn().after());
    return decision.choice().user();
  }

  private static List<UserId> chosen(PoolTerms pool, Country... countries) {
    Map<String, Turns> kept = new HashMap<>();
    return Stream.of(countries).map(country -> next(pool, of(country), kept)).toList();
  }

  private static Decision choose(PoolTerms pool, Candidate candidate, Standing standing) {
    return Assigner.choose(pool, candidate, standing, NOON);
  }

  private static @Nullable UserId user(PoolTerms pool, Standing standing) {
    return choose(pool, Candidate.UNKNOWN, standing).choice().user();
  }

  private static @Nullable UserId userAt(PoolTerms pool, String at, Standing standing) {
    return Assigner.choose(pool, Candidate.UNKNOWN, standing, Instant.parse(at)).choice().user();
  }

  private static Map<UserId, Hindrance> why(
      PoolTerms pool, Candidate candidate, Standing standing) {
    return choose(pool, candidate, standing).choice().others().stream()
        .collect(ImmutableMap.toImmutableMap(PassedOver::user, PassedOver::why));
  }

  private static PoolTerms pool(PoolMember... members) {
    return PoolTerms.of("Sales", List.of(members));
  }

  private static PoolTerms leastLoad(PoolMember... members) {
    return new PoolTerms(
        "Sales",
        true,
        Strategy.LEAST_LOAD,
        false,
        Matching.OFF,
        Matching.OFF,
        null,
        null,
        List.of(members));
  }

  private static PoolTerms sticky(PoolMember... members) {
    return new PoolTerms(
        "Sales",
        true,
        Strategy.WEIGHTED_ROUND_ROBIN,
        true,
        Matching.OFF,
        Matching.OFF,
        null,
        null,
        List.of(members));
  }

  private static PoolTerms matching(Matching territory, Matching language, PoolMember... members) {
    return new PoolTerms(
        "Sales",
        true,
        Strategy.WEIGHTED_ROUND_ROBIN,
        false,
        territory,
        language,
        null,
        null,
        List.of(members));
  }

  private static PoolTerms falling(PoolTerms pool, UserId fallback) {
    return new PoolTerms(
        pool.name(),
        true,
        pool.strategy(),
        false,
        Matching.OFF,
        Matching.OFF,
        null,
        fallback,
        pool.members());
  }

  private static PoolMember in(PoolMember member, Country... countries) {
    return new PoolMember(member.user(), 1, null, Set.of(countries), Set.of(), null, List.of());
  }

  private static PoolMember speaking(PoolMember member, String language) {
    return new PoolMember(
        member.user(), 1, null, Set.of(), Set.of(new Language(language)), null, List.of());
  }

  private static PoolMember atMost(PoolMember member, int capacity) {
    return new PoolMember(member.user(), 1, capacity, Set.of(), Set.of(), null, List.of());
  }

  private static PoolMember away(PoolMember member, String from, @Nullable String until) {
    return new PoolMember(
        member.user(),
        1,
        null,
        Set.of(),
        Set.of(),
        null,
        List.of(
            new OutOfOffice(
                LocalDate.parse(from), until == null ? null : LocalDate.parse(until), null)));
  }

  private static Candidate of(Country country) {
    return new Candidate(country, null, null, Map.of());
  }

  private static Standing open(Map<UserId, Long> open) {
    return new Standing(FREE.able(), Map.of(), ZoneOffset.UTC, Map.of(), open, lane -> Turns.NONE);
  }

  private static Standing today(Map<UserId, Long> today) {
    return standing(FREE.able(), Map.of(), ZoneOffset.UTC, today);
  }

  private static Standing standing(
      Set<UserId> able, Map<UserId, BusinessHours> hours, ZoneId zone, Map<UserId, Long> today) {
    return new Standing(able, hours, zone, today, Map.of(), lane -> Turns.NONE);
  }
}
