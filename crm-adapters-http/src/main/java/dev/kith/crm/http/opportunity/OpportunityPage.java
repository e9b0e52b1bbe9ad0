package dev.kith.crm.http.opportunity;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.funnel.PipelineAnalytics.TimedStay;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.opportunity.Opportunity.Transition;
import dev.kith.crm.domain.opportunity.StageStay;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.pipeline.StageType;
import dev.kith.crm.http.assignment.Sharing;
import dev.kith.crm.http.conversion.Origins;
import dev.kith.crm.http.pages.EntryWords;
import dev.kith.crm.http.pages.Person;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Words;
import dev.kith.crm.http.relationship.TargetPeople;
import dev.kith.crm.http.task.RelatedTasks;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An opportunity with what is around it.
 *
 * @param pipelines all of them, by which stays are named
 * @param transitions where it can go from here
 * @param canUndoMove whether the person can take its last move back
 * @param reachable what the person may do with this very opportunity
 * @param lines what it is made up of; null where it went away meanwhile
 * @param competitors who else bids for it; null where that is hidden, or it went away meanwhile
 * @param origins from which leads it came
 * @param tasks null for somebody who may not see tasks
 * @param people who has a role in it; null where it went away meanwhile
 * @param problems what kept the last action from being done
 */
record OpportunityPage(
    OpportunityView opportunity,
    List<Pipeline> pipelines,
    List<Transition> transitions,
    boolean canUndoMove,
    List<TimedStay> stays,
    Set<Action> reachable,
    List<Person> owners,
    Sharing sharing,
    @Nullable LinesCard lines,
    @Nullable CompetitorsCard competitors,
    Origins origins,
    @Nullable RelatedTasks tasks,
    @Nullable TargetPeople people,
    List<EntryWords> history,
    String note,
    Instant now,
    LocalDate today,
    Problems problems) {

  OpportunityPage {
    pipelines = ImmutableList.copyOf(pipelines);
    transitions = ImmutableList.copyOf(transitions);
    stays = ImmutableList.copyOf(stays);
    reachable = ImmutableSet.copyOf(reachable);
    owners = ImmutableList.copyOf(owners);
    history = ImmutableList.copyOf(history);
  }

  boolean may(Action action) {
    return reachable.contains(action);
  }

  boolean isDeleted() {
    return opportunity.revision().isDeleted();
  }

  boolean isChangeable() {
    return !isDeleted() && may(Action.EDIT);
  }

  boolean isOverdue() {
    return OpportunityWords.isOverdue(opportunity, today);
  }

  /** The stages of its pipeline; those for what is lost only where it is lost. */
  List<Stage> path() {
    return pipelines.stream()
        .filter(pipeline -> pipeline.id().equals(opportunity.where().pipeline()))
        .flatMap(pipeline -> pipeline.stages().stream())
        .filter(stage -> stage.type() != StageType.LOST || isHere(stage))
        .toList();
  }

  boolean isHere(Stage stage) {
    return stage.key().equals(opportunity.where().stage());
  }

  boolean isBehind(Stage stage) {
    List<Stage> path = path();
    int here = path.stream().filter(this::isHere).findFirst().map(path::indexOf).orElse(0);
    return path.indexOf(stage) < here;
  }

  /** Whether one press brings it there. */
  boolean isNext(Stage stage) {
    return isChangeable()
        && opportunity.isOpen()
        && transitions.stream().anyMatch(t -> t.stage().key().equals(stage.key()));
  }

  /** Key of the stage for what is lost that it can go to; null if there is none. */
  @Nullable String lost() {
    return isChangeable() && opportunity.isOpen()
        ? transitions.stream()
            .map(Transition::stage)
            .filter(stage -> stage.type() == StageType.LOST)
            .map(Stage::key)
            .findFirst()
            .orElse(null)
        : null;
  }

  /** The latest first. */
  List<TimedStay> latestStays() {
    return stays.reversed();
  }

  String name(TimedStay timed) {
    StageStay stay = timed.stay();
    return pipelines.stream()
        .filter(pipeline -> pipeline.id().equals(stay.pipeline()))
        .findFirst()
        .flatMap(pipeline -> pipeline.stage(stay.stage()))
        .map(Stage::name)
        .orElse(stay.stage());
  }

  static String length(TimedStay stay) {
    return OpportunityWords.length(stay.age());
  }

  /** Such as "12 h" of business; told only where it was there for an hour of it. */
  static String business(TimedStay stay) {
    return stay.businessAge().toHours() > 0
        ? Words.number(stay.businessAge().toHours()) + " h of business"
        : "";
  }

  /** Whether it has been here for too long. */
  boolean isRotten() {
    Optional<Stage> here = path().stream().filter(this::isHere).findFirst();
    return here.filter(stage -> stage.isRotten(opportunity.where().since(), now)).isPresent();
  }
}
