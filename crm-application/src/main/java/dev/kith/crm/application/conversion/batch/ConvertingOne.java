package dev.kith.crm.application.conversion.batch;

import dev.kith.crm.application.conversion.ConversionFeature;
import dev.kith.crm.application.conversion.Conversions.Convert;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.StorageUnavailableException;
import dev.kith.crm.domain.conversion.DuplicatePolicy;
import dev.kith.crm.domain.shared.CommonRefusal.BatchRefused;
import dev.kith.crm.domain.shared.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up one lead of a batch: it is converted, and what became of it is kept, in one transaction.
 */
final class ConvertingOne {

  /** So often in one run, besides what {@code Transactions} repeat by themselves. */
  private static final int TRIES = 3;

  private static final Logger LOG = LoggerFactory.getLogger(ConvertingOne.class);

  private final Kernel kernel;
  private final ConversionFeature conversion;
  private final ConversionBatchStore store;
  private final ConversionBatch batch;
  private final DuplicatePolicy duplicates;
  private final Context context;

  ConvertingOne(
      Kernel kernel,
      ConversionFeature conversion,
      ConversionBatch batch,
      DuplicatePolicy duplicates,
      Context context) {
    this.kernel = kernel;
    this.conversion = conversion;
    this.store = kernel.storage().conversionBatches();
    this.batch = batch;
    this.duplicates = duplicates;
    this.context = context;
  }

  /**
   * The item as it is afterwards. What breaks is tried again; what breaks each time is put aside as
   * failed, so that the others go on.
   *
   * @throws StorageUnavailableException if not even that can be kept
   */
  BatchItem take(BatchItem item) {
    for (int tried = 1; ; tried++) {
      try {
        return attempt(item);
      } catch (ConcurrentChangeException | StorageUnavailableException e) {
        if (tried == TRIES) {
          return aside(item, e);
        }
        LOG.debug("lead {} is tried again: {}", item.lead(), e.getMessage());
      } catch (RuntimeException | AssertionError | LinkageError | StackOverflowError e) {
        return aside(item, e);
      }
    }
  }

  /** Takes up an item of which something has become, in the caller's run. */
  Outcome<BatchItem> again(BatchItem item) {
    return kernel.transactions().run(() -> kept(item.now(found(item), kernel.now())));
  }

  private BatchItem attempt(BatchItem item) {
    return switch (again(item)) {
      case Outcome.Done<BatchItem>(var next) -> next;
      case Outcome.Refused<BatchItem> taken ->
          // Somebody else was faster, and what they kept counts.
          store.item(batch.id(), item.lead()).orElseThrow();
    };
  }

  private Found found(BatchItem item) {
    Convert command = batch.settings().of(item.lead());
    return batch.dryRun()
        ? Found.ofPreview(conversion.preview(context, command, duplicates))
        : Found.of(conversion.convert(context, command, duplicates));
  }

  private Outcome<BatchItem> kept(BatchItem next) {
    return store.advance(batch.id(), next)
        ? Outcome.done(next)
        : Outcome.refused(new BatchRefused());
  }

  private BatchItem aside(BatchItem item, Throwable reason) {
    LOG.warn("lead {} of {} is put aside", item.lead(), batch.cause(), reason);
    return aside(item, broken(reason));
  }

  /** Puts an item aside without taking it up. */
  BatchItem aside(BatchItem item, Found found) {
    kernel.transactions().run(() -> kept(item.now(found, kernel.now())));
    return store.item(batch.id(), item.lead()).orElseThrow();
  }

  private static Found broken(Throwable reason) {
    return switch (reason) {
      case ConcurrentChangeException e ->
          Found.broken("unavailable", "Others changed the same records each time. Try again.");
      case StorageUnavailableException e ->
          Found.broken("unavailable", "The database broke off each time. Try again.");
      default ->
          Found.broken("internal-error", "Something broke; the log of the server says what.");
    };
  }
}
