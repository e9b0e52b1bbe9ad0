package dev.kith.crm.domain.intake;

import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.UserId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Where an import stands; each state carries its own data.
 *
 * <pre>
 * Uploaded → Running → Completed | Failed | Cancelled
 * Uploaded → Cancelled
 * </pre>
 */
public sealed interface ImportStatus {

  /** The names by which states are stored and shown. */
  enum Name {
    UPLOADED,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED
  }

  Instant since();

  Name name();

  /** The file is there; its columns can be mapped. */
  record Uploaded(Instant since) implements ImportStatus {
    @Override
    public Name name() {
      return Name.UPLOADED;
    }
  }

  /**
   * Rows are being read, or will be as soon as a worker is free.
   *
   * @param starter in whose name the leads are captured
   * @param job that does it
   */
  record Running(Instant since, Starter starter, UUID job) implements ImportStatus {
    @Override
    public Name name() {
      return Name.RUNNING;
    }
  }

  /** Every row was read: it became a lead, or stands among the errors. */
  record Completed(Instant since) implements ImportStatus {
    @Override
    public Name name() {
      return Name.COMPLETED;
    }
  }

  /** The CRM gave up; the rows done until then stay. */
  record Failed(Instant since, String reason) implements ImportStatus {
    @Override
    public Name name() {
      return Name.FAILED;
    }
  }

  /** Somebody stopped it; the rows done until then stay. */
  record Cancelled(Instant since) implements ImportStatus {
    @Override
    public Name name() {
      return Name.CANCELLED;
    }
  }

  /**
   * Who started an import, and what counts of their permissions: they were checked at the start, and the leads of a file are
   * not to depend on when a worker gets to them.
   *
   * @param seesAll whether leads without an owner are visible to them; otherwise they own what they import
   */
  record Starter(Actor.Kind kind, UserId id, String name, boolean seesAll) {}

  /** The states that can follow this one. */
  default List<Name> next() {
    return switch (this) {
      case Uploaded s -> List.of(Name.RUNNING, Name.CANCELLED);
      case Running s -> List.of(Name.COMPLETED, Name.FAILED, Name.CANCELLED);
      case Completed s -> List.of();
      case Failed s -> List.of();
      case Cancelled s -> List.of();
    };
  }
}
