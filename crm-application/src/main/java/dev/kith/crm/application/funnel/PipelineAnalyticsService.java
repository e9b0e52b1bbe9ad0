package dev.kith.crm.application.funnel;

import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.calendar.BusinessCalendar;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.opportunity.StageStay;
import dev.kith.crm.domain.pipeline.PipelineId;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

final class PipelineAnalyticsService implements PipelineAnalytics {

  private final Asking asking;
  private final Kernel kernel;
  private final Function<Collection<OpportunityId>, List<OpportunityView>> views;

  /**
   * @param views of opportunities, as the actor may see them, in any order
   */
  PipelineAnalyticsService(
      Asking asking,
      Kernel kernel,
      Function<Collection<OpportunityId>, List<OpportunityView>> views) {
    this.asking = asking;
    this.kernel = kernel;
    this.views = views;
  }

  @Override
  public Outcome<Funnel> funnel(PipelineId pipeline, Question question) {
    return asking.ask(
        pipeline,
        question,
        asked -> Flows.funnel(asked, stages(asked), reads().entered(asked.slice())));
  }

  @Override
  public Outcome<Matrix> matrix(PipelineId pipeline, Question question) {
    return asking.ask(
        pipeline,
        question,
        asked -> Flows.matrix(asked, stages(asked), reads().passages(asked.slice())));
  }

  @Override
  public Outcome<Speed> velocity(PipelineId pipeline, Question question) {
    return asking.ask(
        pipeline,
        question,
        asked -> {
          Instant now = kernel.now();
          Instant end = question.before();
          return owners()
              .speed(
                  asked,
                  reads().decided(asked.slice()),
                  reads()
                      .heldAt(
                          asked.slice(),
                          end == null || end.isAfter(now) ? now : end,
                          stages(asked).open()));
        });
  }

  @Override
  public Outcome<Ageing> ageing(PipelineId pipeline, Question question, Paging paging) {
    return asking.ask(pipeline, question, asked -> waiting(asked).ageing(paging));
  }

  @Override
  public Outcome<Stuck> stuck(PipelineId pipeline, Question question, Paging paging) {
    return asking.ask(pipeline, question, asked -> waiting(asked).stuck(paging));
  }

  private Waiting waiting(Asking.Asked asked) {
    return new Waiting(reads(), asked, calendar(), kernel.now(), views);
  }

  @Override
  public Outcome<Pushes> pushes(PipelineId pipeline, Question question) {
    return asking
        .ask(pipeline, question, asked -> asked)
        .then(asked ->
            asking.isHidden("closeDate")
                ? Outcome.refused(asking.hiddenFrom("Close dates"))
                : Outcome.done(
                    owners()
                        .pushes(
                            asked,
                            reads().pushed(asked.slice()),
                            reads().decidedByPushes(asked.slice()))));
  }

  @Override
  public Outcome<Leakage> leakage(PipelineId pipeline, Question question) {
    return asking.ask(
        pipeline,
        question,
        asked ->
            new Leaks(asked, asking.isHidden("lostReason"), asking.isHidden("lostCompetitor"))
                .of(stages(asked), reads().lost(asked.slice())));
  }

  @Override
  public Outcome<Competition> competition(PipelineId pipeline, Question question) {
    return asking
        .ask(pipeline, question, asked -> asked)
        .then(asked ->
            asking.isHidden("lostCompetitor")
                ? Outcome.refused(asking.hiddenFrom("Competitors"))
                : Outcome.done(
                    new Contests(asked)
                        .of(reads().decided(asked.slice()), reads().contested(asked.slice()))));
  }

  @Override
  public List<TimedStay> timed(List<StageStay> stays) {
    BusinessCalendar calendar = calendar();
    Instant now = kernel.now();
    return stays.stream()
        .map(stay -> {
          Instant end = Objects.requireNonNullElse(stay.to(), now);
          return new TimedStay(
              stay, Duration.between(stay.from(), end), calendar.hours().between(stay.from(), end));
        })
        .toList();
  }

  private ByOwner owners() {
    return new ByOwner(kernel.storage().accessReads(), asking.isHidden("owner"));
  }

  private Stages stages(Asking.Asked asked) {
    return Stages.of(
        asked.pipeline(), kernel.storage().pipelinePastReads().formerStages(asked.pipeline().id()));
  }

  private BusinessCalendar calendar() {
    return kernel.storage().businessCalendars().standard();
  }

  private FunnelReads reads() {
    return kernel.storage().funnelReads();
  }
}
