package dev.kith.crm.application.account.stagetime;

import dev.kith.crm.application.account.AccountFields;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.account.stagetime.StageTimeStore.Planned;
import dev.kith.crm.application.account.stagetime.StageTimeStore.Timed;
import dev.kith.crm.application.event.EventEnvelope;
import dev.kith.crm.application.job.JobFeature;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.job.PlannedWork;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.WorkLoop;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.Account;
import dev.kith.crm.domain.account.AccountEvent;
import dev.kith.crm.domain.account.AccountEvent.StageOverdue;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.account.AccountStage;
import dev.kith.crm.domain.lifecycle.LifecycleTerms;
import dev.kith.crm.domain.lifecycle.Stage;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.worktime.BusinessHours;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Plans for each account when its time in its stage is up, and tells it then. What counts is where
 * the account is at that moment, what the lifecycle says and when business is open by then; a plan
 * that no longer fits is made anew. Telling is one run with the note that it was told, so that of
 * each stay it is told once.
 */
final class StageTimes {

  /** So many accounts are planned for in one run of the job. */
  private static final int BATCH = ListQuery.LARGEST_LIMIT;

  private static final PlannedWork.Kind<Planned> KIND =
      new PlannedWork.Kind<>(
          "account.stage-time-again",
          "Telling that the time of an account in its stage is up was given up",
          planned -> Account.subjectOf(planned.account()));

  private final Kernel kernel;
  private final StageTimeStore store;
  private final Runnable wake;
  private final PlannedWork<Planned> work;

  /**
   * @param wake wakes whoever does the {@link #work}
   */
  StageTimes(Kernel kernel, JobFeature jobs, Runnable wake) {
    this.kernel = kernel;
    this.store = kernel.storage().stageTimes();
    this.wake = wake;
    this.work = new PlannedWork<>(kernel, jobs, KIND, store, this::look);
  }

  WorkLoop.Work work() {
    return work;
  }

  /** As the lifecycle and the default calendar say it at this moment. */
  private record Rules(LifecycleTerms terms, BusinessHours hours) {

    @Nullable Instant upAt(AccountStage stage) {
      return terms
          .find(stage.key())
          .map(Stage::slaInStage)
          .flatMap(sla -> sla.upAfter(stage.enteredAt(), hours))
          .orElse(null);
    }

    /** What lies in the bin, or is part of another account, keeps nobody waiting. */
    Timed of(Account account) {
      return new Timed(
          account.id(),
          account.stage().number(),
          account.revision().isDeleted() ? null : upAt(account.stage()));
    }
  }

  private Rules rules() {
    return new Rules(
        kernel.storage().lifecycle().current().terms(),
        kernel.storage().businessCalendars().standard().hours());
  }

  /** Something has happened to an account; within the run of the event's delivery. */
  void note(EventEnvelope envelope) {
    if (envelope.event() instanceof AccountEvent event) {
      kernel
          .storage()
          .accounts()
          .find(event.account())
          .ifPresent(account -> keep(List.of(rules().of(account))));
    }
  }

  private void keep(List<Timed> stays) {
    store.keep(stays);
    if (stays.stream().anyMatch(stay -> stay.upAt() != null)) {
      kernel.transactions().afterCommit(wake);
    }
  }

  private void look(Planned planned) {
    Account account = kernel.storage().accounts().find(planned.account()).orElse(null);
    if (account == null || account.stage().number() != planned.stay()) {
      return;
    }
    Timed now = rules().of(account);
    Instant upAt = now.upAt();
    if (upAt == null || upAt.isAfter(kernel.now())) {
      keep(List.of(now));
    } else if (store.tell(account.id(), planned.stay())) {
      kernel
          .announcing()
          .append(
              Context.of(Actor.SYSTEM),
              List.of(
                  new StageOverdue(
                      account.id(), account.stage().key(), account.stage().enteredAt(), upAt)),
              account.revision().seen(kernel.now()));
    }
  }

  /**
   * Plans for all accounts in stages with a time; the job can be done again from the beginning at
   * any moment.
   */
  void planAll(JobRun run) {
    List<Object> stages =
        rules().terms().inOrder().stream()
            .filter(stage -> stage.slaInStage() != null)
            .<Object>map(Stage::key)
            .toList();
    run.write(
            () -> {
              store.keepOnly(stages.stream().map(Object::toString).toList());
              return Outcome.done(stages);
            })
        .orElseThrow();
    ListQuery query =
        ListQuery.all(AccountFields.CATALOGUE)
            .where(new Filter.Compare("stage", Filter.Op.IN, stages))
            .sortedBy(new SortKey("id", false))
            .limitedTo(BATCH);
    AccountId after = null;
    boolean more = !stages.isEmpty();
    for (long done = 0; more && !run.isCancelled(); ) {
      AccountId last = after;
      List<AccountId> found = run.<List<AccountId>>write(() -> planned(query, last)).orElseThrow();
      done += found.size();
      more = found.size() == BATCH;
      after = found.isEmpty() ? after : found.getLast();
      run.progress(done, null, "");
    }
    run.finish(() -> Outcome.done("")).orElseThrow();
  }

  private Outcome<List<AccountId>> planned(ListQuery query, @Nullable AccountId after) {
    ListQuery rest =
        after == null
            ? query
            : query.where(new Filter.Compare("id", Filter.Op.GT, List.of((Object) after.value())));
    Rules rules = rules();
    List<AccountView> views =
        kernel.storage().accountReads().page(rest, new Visibility.All()).items();
    List<Timed> stays = new ArrayList<>();
    for (AccountView view : views) {
      AccountStage stage = Objects.requireNonNull(view.stage());
      stays.add(new Timed(view.id(), stage.number(), rules.upAt(stage)));
    }
    keep(stays);
    return Outcome.done(views.stream().map(AccountView::id).toList());
  }
}
