package dev.kith.crm.persistence.kernel;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import org.h2.mvstore.tx.Transaction;
import org.h2.mvstore.tx.TransactionStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes commits that a killed process had begun on an H2 file. H2 first notes that a transaction
 * is committed, and then marks its rows one by one; where the process died in between, H2 is to go
 * on when it opens the file, and up to 2.4.240 it did. 2.5.252 finds such transactions and leaves
 * them as they are: some rows of what was committed are not to be seen, and whoever writes one of
 * them waits in vain. Nothing that is public finishes them, so H2's own steps are called by name.
 */
final class UnfinishedCommits {

  private static final Logger LOG = LoggerFactory.getLogger(UnfinishedCommits.class);

  /** Transactions that H2 found in the file belong to no session. */
  private static final int NOBODY = 0;

  private UnfinishedCommits() {}

  /** To be called before anybody uses the database; nothing where it has no such commits. */
  static void finish(TransactionStore store) {
    List<Transaction> found =
        store.getOpenTransactions().stream()
            .filter(t -> t.getStatus() == Transaction.STATUS_COMMITTED)
            .filter(UnfinishedCommits::isNobodys)
            .toList();
    if (found.isEmpty()) {
      return;
    }
    LOG.info("finishing {} commits of a process that was killed", found.size());
    try {
      Method commit = step("commit");
      Method end = step("endTransaction");
      for (Transaction transaction : found) {
        commit.invoke(store, transaction, true);
        end.invoke(store, transaction, true);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("commits of a killed process cannot be finished", e);
    }
  }

  private static Method step(String name) throws NoSuchMethodException {
    Method step = TransactionStore.class.getDeclaredMethod(name, Transaction.class, boolean.class);
    step.setAccessible(true);
    return step;
  }

  /** A commit that is just under way in this process is its session's. */
  private static boolean isNobodys(Transaction transaction) {
    try {
      Field owner = Transaction.class.getDeclaredField("ownerId");
      owner.setAccessible(true);
      return owner.getInt(transaction) == NOBODY;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("H2 does not say whose a transaction is", e);
    }
  }
}
