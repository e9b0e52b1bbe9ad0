package dev.kith.crm.application.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.application.Crm;
import dev.kith.crm.application.access.Permissions.Answer;
import dev.kith.crm.application.access.Permissions.Question;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import dev.kith.crm.testkit.MemoryStorage;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermissionsSpec {

  private static final Permission VIEW = Permission.of(Feature.LEAD, Action.VIEW);
  private static final Permission DELETE = Permission.of(Feature.LEAD, Action.DELETE);

  private final Crm crm = Crm.on(new MemoryStorage()).background(false).start();
  private final Actor carl = Actors.salesRep("Carl Colleague", Scope.OWN);
  private final Actor rita = Actors.salesRepWith("Rita Rep", carl);

  @Test
  void somebody_can_ask_what_they_may_do() {
    assertThat(crm.as(rita).permissions().grants()).isEqualTo(rita.grants());
  }

  @Test
  void each_question_is_answered_with_a_reason() {
    Question atAll = Question.atAll(VIEW);
    Question carls = Question.onRecordOf(VIEW, carl.id());
    Question nobodys = Question.onRecordOf(VIEW, null);
    Question deleting = Question.onRecordOf(DELETE, rita.id());

    assertThat(crm.as(rita).permissions().check(List.of(atAll, carls, nobodys, deleting)))
        .isEqualTo(
            Outcome.done(
                List.of(
                    new Answer(
                        atAll,
                        true,
                        Scope.TEAM,
                        "You hold the permission lead:view on the records of your teams."),
                    new Answer(
                        carls,
                        true,
                        Scope.TEAM,
                        "You hold the permission lead:view on the records of your teams, which this"
                            + " is one of."),
                    new Answer(
                        nobodys,
                        false,
                        Scope.TEAM,
                        "The record is hidden from you: your permission lead:view does not reach"
                            + " it."),
                    new Answer(
                        deleting, false, null, "You do not hold the permission lead:delete."))));
  }

  @Test
  void a_narrower_permission_does_not_reach_what_is_only_seen() {
    Permission edit = Permission.of(Feature.LEAD, Action.EDIT);
    Actor viewing =
        Actors.named(
            "Vic Viewer",
            Actors.onLeads(Scope.ALL, List.of(Action.VIEW))
                .or(Actors.onLeads(Scope.OWN, List.of(Action.EDIT))));
    Question carls = Question.onRecordOf(edit, carl.id());

    assertThat(crm.as(viewing).permissions().check(List.of(carls)))
        .isEqualTo(
            Outcome.done(
                List.of(
                    new Answer(
                        carls,
                        false,
                        Scope.OWN,
                        "You hold the permission lead:edit on your own records; this is none of"
                            + " them."))));
  }

  @Test
  void up_to_100_questions_are_answered_at_once() {
    List<Question> hundred = Collections.nCopies(100, Question.atAll(VIEW));
    List<Question> more = Collections.nCopies(101, Question.atAll(VIEW));

    assertThat(crm.as(rita).permissions().check(hundred).map(List::size))
        .isEqualTo(Outcome.done(100));
    assertThat(crm.as(rita).permissions().check(more))
        .isEqualTo(
            Outcome.refused(
                Invalid.of(
                    new Violation("", "too-many", "At most 100 questions are answered at once."))));
  }
}
