package dev.kith.crm.application.conversion.batch;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.conversion.ConversionFeature;
import dev.kith.crm.application.job.JobGivenUpException;
import dev.kith.crm.application.job.JobHandler;
import dev.kith.crm.application.job.JobRun;
import dev.kith.crm.application.job.JobView;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Takes up the leads of a batch, several side by side. Whoever takes over goes on with those of
 * which nothing has become.
 */
final class BatchJob implements JobHandler {

  static final String KIND = "lead.convert-batch";

  /** Long enough for a database that is away for some hours. */
  static final int ATTEMPTS = 10;

  /** A lead that was taken up so often without any end has ended its workers, it seems. */
  static final int MOST_TRIES = 3;

  /** After so many it looks whether it is to stop, and says how far it is. */
  private static final int AT_ONCE = 100;

  private static final int LANES = 4;

  private final Kernel kernel;
  private final ConversionFeature conversion;
  private final ConversionBatchStore store;

  BatchJob(Kernel kernel, ConversionFeature conversion) {
    this.kernel = kernel;
    this.conversion = conversion;
    this.store = kernel.storage().conversionBatches();
  }

  @Override
  public void run(JobRun run) {
    ConversionBatch batch =
        store
            .find(run.id())
            .orElseThrow(() -> new JobGivenUpException("There is no such batch any more."));
    Context context = batch.asker().context(batch.cause());
    ConvertingOne one =
        new ConvertingOne(kernel, conversion, batch, batch.settings().duplicates(), context);
    long done = done(batch);
    boolean careful = run.attempt() > 1;
    int after = 0;
    ExecutorService lanes =
        Executors.newFixedThreadPool(
            LANES, Thread.ofPlatform().daemon().name("kith-conversions-", 0).factory());
    try {
      while (!run.isCancelled()) {
        List<BatchItem> next = store.waiting(batch.id(), after, AT_ONCE);
        if (next.isEmpty()) {
          run.finish(() -> ended(run, batch)).orElseThrow();
          return;
        }
        if (careful) {
          // Those that a worker before had in hand are among the first.
          next.forEach(item -> carefully(one, batch, item));
          careful = false;
        } else {
          take(one, neighbours(next), lanes);
        }
        after = next.getLast().place();
        done += next.size();
        run.progress(done, (long) batch.leads(), done + " leads");
      }
    } finally {
      lanes.shutdownNow();
    }
  }

  @Override
  public void turned(JobView job, Context context) {
    store.ended(
        job.id(),
        switch (job.state()) {
          case DEAD, CANCELLED, SUCCEEDED -> kernel.now();
          case WAITING, RUNNING -> null;
        });
  }

  private long done(ConversionBatch batch) {
    return store.counts(List.of(batch.id())).getOrDefault(batch.id(), Map.of()).values().stream()
        .mapToLong(Integer::longValue)
        .sum();
  }

  private Outcome<ConversionBatch> ended(JobRun run, ConversionBatch batch) {
    store.ended(batch.id(), kernel.now());
    run.progress(batch.leads(), (long) batch.leads(), batch.leads() + " leads");
    return Outcome.done(batch);
  }

  /** A worker before may have died of it: that it is taken up is kept before. */
  private void carefully(ConvertingOne one, ConversionBatch batch, BatchItem item) {
    if (item.tries() >= MOST_TRIES) {
      one.aside(
          item,
          Found.broken(
              "internal-error",
              "The CRM ended " + item.tries() + " times while it was at this lead."));
      return;
    }
    BatchItem begun = item.begun(kernel.now());
    if (kernel.transactions().always(() -> store.advance(batch.id(), begun))) {
      one.take(begun);
    }
  }

  private List<List<BatchItem>> neighbours(List<BatchItem> items) {
    return Neighbours.of(
        items,
        kernel.storage().leads().findAll(items.stream().map(BatchItem::lead).toList()),
        conversion::isAnybodys);
  }

  private static void take(ConvertingOne one, List<List<BatchItem>> groups, ExecutorService lanes) {
    Queue<List<BatchItem>> waiting = new ConcurrentLinkedQueue<>(groups);
    ImmutableList.Builder<Future<?>> working = ImmutableList.builder();
    for (int lane = 0; lane < LANES; lane++) {
      working.add(
          lanes.submit(() -> {
            for (List<BatchItem> next = waiting.poll(); next != null; next = waiting.poll()) {
              next.forEach(one::take);
            }
          }));
    }
    RuntimeException broken = null;
    for (Future<?> lane : working.build()) {
      try {
        lane.get();
      } catch (ExecutionException e) {
        waiting.clear();
        broken = e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e);
      } catch (InterruptedException e) {
        waiting.clear();
        Thread.currentThread().interrupt();
        broken = new IllegalStateException("interrupted while leads were converted", e);
      }
    }
    if (broken != null) {
      throw broken;
    }
  }
}
