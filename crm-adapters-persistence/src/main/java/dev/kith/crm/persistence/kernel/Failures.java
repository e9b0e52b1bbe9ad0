package dev.kith.crm.persistence.kernel;

import com.google.common.base.Strings;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.kernel.ConcurrentChangeException;
import dev.kith.crm.application.kernel.StorageUnavailableException;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Locale;
import java.util.Set;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** What a database error means to the CRM, told by its SQLSTATE. */
public final class Failures {

  private static final String UNIQUE_VIOLATION = "23505";
  private static final String H2_ON_CONFLICT = "merge into ";

  /** A foreign key that refers to nothing, or to which something refers; H2 tells them apart. */
  private static final Set<String> BROKEN_REFERENCES = ImmutableSet.of("23503", "23506");

  /** Serialization failure, deadlock, lock not available or not in time; the last two are H2's. */
  private static final Set<String> CONCURRENT =
      ImmutableSet.of("40001", "40P01", "55P03", "HYT00", "90131");

  /**
   * Shutting down, crashed, starting; too many connections, full disk, out of memory, a limit
   * reached; a statement that was cancelled for taking too long; read-only, as a standby is after a
   * switch. The rest is H2's: input or output failed, the file is in use, the database is closed or
   * closing.
   */
  private static final Set<String> UNAVAILABLE =
      ImmutableSet.of(
          "57P01", "57P02", "57P03", "57P05", "57014", "53000", "53100", "53200", "53300", "53400",
          "58030", "25006", "90020", "90028", "90031", "90067", "90098", "90121", "90135", "90148");

  private Failures() {}

  /** The exception to throw instead, or null where the error is a bug or a matter of the store. */
  static @Nullable RuntimeException translated(SQLException e) {
    String state = Strings.nullToEmpty(e.getSQLState());
    if (CONCURRENT.contains(state)) {
      return new ConcurrentChangeException(
          "another transaction got in between: " + e.getMessage(), e);
    }
    return isUnavailable(e, state) ? unavailable(e) : null;
  }

  /**
   * The same for a statement. H2 does by {@code MERGE} what PostgreSQL does by {@code ON CONFLICT
   * DO NOTHING}, and unlike it does not see a row that another transaction adds at the same
   * instant.
   */
  private static @Nullable RuntimeException translated(SQLException e, @Nullable String sql) {
    return UNIQUE_VIOLATION.equals(e.getSQLState())
            && Strings.nullToEmpty(sql).startsWith(H2_ON_CONFLICT)
        ? new ConcurrentChangeException("another transaction was first: " + e.getMessage(), e)
        : translated(e);
  }

  static RuntimeException unavailable(Throwable e) {
    return new StorageUnavailableException("the database cannot be used now: " + e.getMessage(), e);
  }

  /** Another transaction took what is unique here; the use case is to be repeated. */
  public static ConcurrentChangeException lostRace(DataAccessException e) {
    return new ConcurrentChangeException("another transaction was first", e);
  }

  /** Whether the error says that this unique constraint is broken. */
  public static boolean breaks(DataAccessException e, String constraint) {
    SQLException cause = e.getCause(SQLException.class);
    return cause != null
        && UNIQUE_VIOLATION.equals(cause.getSQLState())
        && Strings.nullToEmpty(cause.getMessage()).toLowerCase(Locale.ROOT).contains(constraint);
  }

  private static boolean isUnavailable(SQLException e, String state) {
    return state.startsWith("08")
        || UNAVAILABLE.contains(state)
        || e instanceof SQLTransientConnectionException
        // H2 reports what its file system throws as a general error.
        || ("HY000".equals(state)
            && Throwables.getCausalChain(e).stream().anyMatch(IOException.class::isInstance));
  }

  /** Whether the error says that this foreign key is broken, from either side. */
  public static boolean breaksReference(DataAccessException e, String constraint) {
    SQLException cause = e.getCause(SQLException.class);
    return cause != null
        && BROKEN_REFERENCES.contains(Strings.nullToEmpty(cause.getSQLState()))
        && Strings.nullToEmpty(cause.getMessage()).toLowerCase(Locale.ROOT).contains(constraint);
  }

  /** The exception to throw for one that jOOQ had no part in; see {@link #listener}. */
  static RuntimeException thrownFor(SQLException e, String what, Runnable distrust) {
    RuntimeException translated = translated(e);
    if (translated instanceof StorageUnavailableException) {
      distrust.run();
    }
    return translated == null ? new DataAccessException(what, e) : translated;
  }

  /**
   * Puts the translation in place of jOOQ's exceptions.
   *
   * @param distrust told when the database could not be used: connections that are at rest may be
   *     lost as well
   */
  static ExecuteListener listener(Runnable distrust) {
    return new ExecuteListener() {
      @Override
      public void exception(ExecuteContext context) {
        SQLException e = context.sqlException();
        RuntimeException translated = e == null ? null : translated(e, context.sql());
        if (translated != null) {
          context.exception(translated);
          if (translated instanceof StorageUnavailableException) {
            distrust.run();
          }
        }
      }
    };
  }
}
