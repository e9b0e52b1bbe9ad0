package dev.kith.crm.application.scoring.card;

import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.lead.LeadReach;
import dev.kith.crm.application.scoring.ledger.ScoreSight;
import dev.kith.crm.application.scoring.ledger.Scores.Trend;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.scoring.card.ScoreOverride;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class LeadScoreService implements LeadScores {

  private static final Permission VIEW = new Permission(Feature.LEAD, Action.VIEW);

  private final Kernel kernel;
  private final Context context;
  private final StoredScores stored;
  private final JobQueue jobs;

  LeadScoreService(Kernel kernel, Context context, StoredScores stored, JobQueue jobs) {
    this.jobs = jobs;
    this.kernel = kernel;
    this.context = context;
    this.stored = stored;
  }

  @Override
  public Outcome<LeadScore> of(LeadId lead, @Nullable Instant asOf) {
    Instant now = kernel.now();
    Instant moment = asOf == null ? now : asOf;
    return shown(() ->
        reach(lead, Action.VIEW)
            .then(found ->
                moment.isAfter(now)
                    ? Outcome.refused(
                        Invalid.of(Violation.at("asOf", "in-future", "This lies in the future.")))
                    : Outcome.done(view(lead, moment))));
  }

  private LeadScore view(LeadId lead, Instant moment) {
    ScorePast past = ScorePast.of(kernel, stored, lead);
    ScorePast.Then then = past.at(moment);
    Integer before = past.at(moment.minus(TREND)).score();
    List<At> course = new ArrayList<>();
    for (int day = COURSE; day >= 0; day--) {
      Instant at = moment.minus(Duration.ofDays(day));
      course.add(new At(at, past.at(at).score()));
    }
    Integer score = then.score();
    return new LeadScore(
        lead,
        moment,
        score,
        score == null ? null : past.card().grades().of(score),
        then.computed(),
        then.parts(),
        past.card().weights(),
        then.shares(),
        before,
        score == null || before == null || score.equals(before)
            ? Trend.STEADY
            : score > before ? Trend.RISING : Trend.FALLING,
        course,
        past.explanation(moment, context.actor().grants().maskedFieldsOf(Feature.LEAD)),
        then.override());
  }

  @Override
  public Outcome<ScoreOverride> override(
      LeadId lead, int value, String reason, @Nullable Instant until) {
    return writing(
        lead,
        before ->
            ScoreOverride.of(
                    kernel.ids().next(),
                    lead,
                    value,
                    reason,
                    context.actor().id(),
                    context.actor().name(),
                    kernel.now(),
                    until)
                .map(override -> {
                  kernel.storage().scoreOverrides().end(lead, override.at());
                  kernel.storage().scoreOverrides().add(override);
                  tell(lead, "score-override.set", before, override.facts());
                  return override;
                }));
  }

  @Override
  public List<Violation> problemsOf(int value, String reason, @Nullable Instant until) {
    return ScoreOverride.problemsOf(value, reason, kernel.now(), until);
  }

  @Override
  public Outcome<Optional<ScoreOverride>> clearOverride(LeadId lead) {
    return writing(
        lead,
        before -> {
          Instant now = kernel.now();
          if (before == null) {
            return Outcome.done(Optional.empty());
          }
          kernel.storage().scoreOverrides().end(lead, now);
          tell(lead, "score-override.clear", before, Map.of());
          return Outcome.done(Optional.of(before.ended(now)));
        });
  }

  private <T> Outcome<T> writing(
      LeadId lead, Function<@Nullable ScoreOverride, Outcome<T>> change) {
    return shown(() ->
        kernel
            .transactions()
            .run(() ->
                reach(lead, Action.EDIT)
                    .then(found ->
                        found.revision().isDeleted()
                            ? Outcome.refused(new LeadRefusal.Deleted(lead.value()))
                            : Outcome.done(found))
                    .then(found -> {
                      var held = kernel.storage().leadScores().lock(List.of(lead));
                      Instant now = kernel.now();
                      Outcome<T> outcome =
                          change.apply(
                              kernel.storage().scoreOverrides().of(lead).stream()
                                  .filter(override -> override.stoodAt(now))
                                  .findFirst()
                                  .orElse(null));
                      return outcome.map(done -> {
                        stored.compute(held, null);
                        return done;
                      });
                    })));
  }

  private void tell(
      LeadId lead, String action, @Nullable ScoreOverride before, Map<String, String> after) {
    kernel
        .auditing()
        .record(
            context,
            ScoreOverride.subjectOf(lead),
            action,
            FieldChange.between(before == null ? Map.of() : before.facts(), after),
            kernel.now());
  }

  @Override
  public Outcome<Distribution> distribution() {
    return shown(() ->
        Permits.require(
            context.actor(),
            VIEW,
            () ->
                Outcome.done(
                    Distribution.of(
                        kernel
                            .storage()
                            .leadScores()
                            .distribution(Visibility.of(context.actor(), VIEW)),
                        stored.card().card().grades()))));
  }

  @Override
  public Outcome<JobId> recalculate() {
    return Permits.requireOnAll(
        context.actor(),
        ScorecardService.ADMINISTER,
        () ->
            Outcome.done(
                jobs.enqueue(
                    JobRequest.of(StoredScores.RECALCULATE)
                        .by(context)
                        .unique(StoredScores.RECALCULATE))));
  }

  private Outcome<Lead> reach(LeadId lead, Action action) {
    return new LeadReach(kernel.storage().leads(), context.actor()).find(lead, action);
  }

  private <T> Outcome<T> shown(Supplier<Outcome<T>> next) {
    return ScoreSight.shown(context, next);
  }
}
