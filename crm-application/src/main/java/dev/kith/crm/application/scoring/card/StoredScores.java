package dev.kith.crm.application.scoring.card;

import static com.google.common.collect.ImmutableMap.toImmutableMap;

import com.google.common.collect.Lists;
import dev.kith.crm.application.job.JobQueue;
import dev.kith.crm.application.job.JobRequest;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.WorkLoop;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.scoring.card.LeadScoreStore.NewFit;
import dev.kith.crm.application.scoring.card.LeadScoreStore.StoredScore;
import dev.kith.crm.application.scoring.ledger.ScoreWatch;
import dev.kith.crm.application.scoring.ledger.Settling;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.scoring.card.Card;
import dev.kith.crm.domain.scoring.card.Fit;
import dev.kith.crm.domain.scoring.ledger.FormulaTerms;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the scores by which leads are listed up to date. Whatever may change a score says of which
 * leads, or at which moment, and they are computed anew soon after, many at once; no job looks at
 * all leads for that.
 */
public final class StoredScores implements ScoreWatch {

  /** The kind of the job that computes all scores anew. */
  public static final String RECALCULATE = "score.recalculate";

  /** Whoever writes one of so many leads waits until they are done. */
  private static final int AT_ONCE = 250;

  private static final int TIMES = 40;
  private static final int AT_ONCE_BY_JOB = 5_000;
  private static final int READ_AT_ONCE = 100;

  private final Kernel kernel;
  private final LeadScoreStore store;
  private final JobQueue jobs;
  private final AtomicReference<@Nullable CompiledCard> compiled = new AtomicReference<>();

  public StoredScores(Kernel kernel, JobQueue jobs) {
    this.kernel = kernel;
    this.store = kernel.storage().leadScores();
    this.jobs = jobs;
  }

  @Override
  public void changed(Collection<LeadId> leads) {
    store.markDue(leads, kernel.now());
  }

  @Override
  public void allChanged(String why) {
    jobs.enqueue(JobRequest.of(RECALCULATE).unique(RECALCULATE + "/" + why));
  }

  void allChanged(Aggregate why) {
    allChanged(why.subject() + "/" + why.revision().version());
  }

  /** The card in force. */
  CompiledCard card() {
    Card card = kernel.storage().scorecard().current().card();
    CompiledCard last = compiled.get();
    if (last != null && last.card().equals(card)) {
      return last;
    }
    CompiledCard fresh = CompiledCard.of(card);
    compiled.set(fresh);
    return fresh;
  }

  FormulaTerms terms(Instant now) {
    return FormulaTerms.asOf(
        now, Settling.rules(kernel).values(), kernel.storage().scoringSettings().settings());
  }

  /**
   * Does the job {@link #RECALCULATE}; begun anew, it passes over what is done. First come, many at
   * once, the scores of which nothing but the formula has changed, then the others.
   */
  public void recalculate(JobRun run) {
    long pass = run.id().value().getLeastSignificantBits();
    long total = store.live();
    recalculateHeld(run, pass, recalculateUnheld(run, pass, total), total);
  }

  /** How many it has done. */
  private long recalculateUnheld(JobRun run, long pass, long total) {
    Optional<LeadScoreStore.Piece> piece = Optional.empty();
    long done = 0;
    do {
      LeadId after = piece.map(LeadScoreStore.Piece::last).orElse(null);
      long before = done;
      piece =
          run.write(
                  () -> {
                    Instant now = kernel.now();
                    Optional<LeadScoreStore.Piece> next =
                        store.combineAfter(
                            after, card().card(), terms(now), now, pass, AT_ONCE_BY_JOB);
                    progress(
                        run, before + next.map(LeadScoreStore.Piece::computed).orElse(0), total);
                    return Outcome.done(next);
                  })
              .orElseThrow();
      done += piece.map(LeadScoreStore.Piece::computed).orElse(0);
    } while (piece.isPresent() && !run.isCancelled());
    return done;
  }

  private void recalculateHeld(JobRun run, long pass, long doneBefore, long total) {
    LeadId last = null;
    long done = doneBefore;
    int found = AT_ONCE_BY_JOB;
    while (found == AT_ONCE_BY_JOB && !run.isCancelled()) {
      LeadId after = last;
      long before = done;
      List<StoredScore> piece =
          run.write(
                  () -> {
                    List<StoredScore> held = store.lockAfter(after, pass, AT_ONCE_BY_JOB);
                    compute(held, pass);
                    progress(run, before + held.size(), total);
                    return Outcome.done(held);
                  })
              .orElseThrow();
      found = piece.size();
      done += found;
      last = piece.isEmpty() ? last : piece.getLast().lead();
    }
  }

  private static void progress(JobRun run, long done, long total) {
    run.progress(done, Math.max(total, done), "");
  }

  /** Other work of the same thread, and when there is none, the scores that are due. */
  public WorkLoop.Work besides(WorkLoop.Work others) {
    return new WorkLoop.Work() {
      @Override
      public boolean doNext() {
        return others.doNext() || refresh();
      }

      @Override
      public Optional<Instant> nextDue() {
        return Stream.of(others.nextDue(), store.nextDue())
            .flatMap(Optional::stream)
            .min(Instant::compareTo);
      }
    };
  }

  /** Whether there is more than was done at once. */
  private boolean refresh() {
    for (int i = 0; i < TIMES; i++) {
      int done =
          kernel
              .transactions()
              .always(() -> {
                List<StoredScore> held = store.takeDue(kernel.now(), AT_ONCE);
                compute(held, null);
                return held.size();
              });
      if (done < AT_ONCE) {
        return false;
      }
    }
    return true;
  }

  /**
   * Computes scores that this run holds. Their leads may have changed: of one that a job holds
   * nobody else looks, so fit is computed as well.
   *
   * @param pass of the job that does it; null for others
   */
  void compute(List<StoredScore> held, @Nullable Long pass) {
    if (held.isEmpty()) {
      return;
    }
    Instant now = kernel.now();
    CompiledCard card = card();
    long key = card.card().fitKey();
    // A lead can be large, for its notes; what is kept of it here is a number.
    for (List<StoredScore> piece : Lists.partition(held, READ_AT_ONCE)) {
      Map<LeadId, LeadView> views =
          kernel
              .storage()
              .leadReads()
              .findAll(piece.stream().map(StoredScore::lead).toList(), new Visibility.All())
              .stream()
              .collect(toImmutableMap(LeadView::id, Function.identity()));
      store.saveFits(
          piece.stream()
              .map(score -> new NewFit(score, points(card, views.get(score.lead()))))
              .toList(),
          key,
          now);
    }
    store.combine(
        held.stream().map(StoredScore::lead).toList(), card.card(), terms(now), now, pass);
  }

  private static @Nullable Integer points(CompiledCard card, @Nullable LeadView lead) {
    Fit fit = lead == null ? null : card.fit(lead);
    return fit == null ? null : (Integer) fit.points();
  }
}
