package dev.kith.crm.domain.task;

import com.google.common.collect.Sets;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a task stands. Each state carries its own data; {@link #since()} is when the task entered
 * it.
 *
 * <pre>
 * Open → InProgress ⇄ Waiting      each of them → Done, Cancelled
 * Open → Waiting                   Done, Cancelled → Open
 * </pre>
 */
public sealed interface TaskStatus {

  /** The states by name, as they are stored and asked for. */
  enum Name {
    OPEN,
    IN_PROGRESS,
    WAITING,
    DONE,
    CANCELLED;

    /** Whether there is still something to do. */
    public boolean isOpen() {
      return this != DONE && this != CANCELLED;
    }
  }

  Instant since();

  Name name();

  /** What can follow; the order is that of the names. */
  default Set<Name> next() {
    return switch (this) {
      case Open s -> names(Name.IN_PROGRESS, Name.WAITING, Name.DONE, Name.CANCELLED);
      case InProgress s -> names(Name.WAITING, Name.DONE, Name.CANCELLED);
      case Waiting s -> names(Name.IN_PROGRESS, Name.DONE, Name.CANCELLED);
      case Done s -> names(Name.OPEN);
      case Cancelled s -> names(Name.OPEN);
    };
  }

  private static Set<Name> names(Name first, Name... rest) {
    return Sets.immutableEnumSet(first, rest);
  }

  record Open(Instant since) implements TaskStatus {
    @Override
    public Name name() {
      return Name.OPEN;
    }
  }

  record InProgress(Instant since) implements TaskStatus {
    @Override
    public Name name() {
      return Name.IN_PROGRESS;
    }
  }

  /** Somebody else has to do something first. */
  record Waiting(Instant since, @Nullable String reason) implements TaskStatus {
    @Override
    public Name name() {
      return Name.WAITING;
    }
  }

  /**
   * @param outcome how it went
   */
  record Done(Instant since, @Nullable String outcome) implements TaskStatus {
    @Override
    public Name name() {
      return Name.DONE;
    }
  }

  /** Nobody is going to do it. */
  record Cancelled(Instant since, @Nullable String reason) implements TaskStatus {
    @Override
    public Name name() {
      return Name.CANCELLED;
    }
  }

  /** What was said when the state was entered. */
  default @Nullable String remark() {
    return switch (this) {
      case Open s -> null;
      case InProgress s -> null;
      case Waiting(Instant since, String reason) -> reason;
      case Done(Instant since, String outcome) -> outcome;
      case Cancelled(Instant since, String reason) -> reason;
    };
  }
}
