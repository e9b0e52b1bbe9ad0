package dev.kith.crm.domain.intake;

import java.time.Instant;
import java.util.List;

/**
 * Where an import stands; each state carries its own data.
 *
 * <pre>
 * Uploaded → Running → Completed | Failed | Cancelled
 * Failed → Running
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

  /** Rows are being read, or will be as soon as a worker is free. */
  record Running(Instant since) implements ImportStatus {
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

  /**
   * The CRM gave up; the rows done until then stay, and when it is started again it goes on behind
   * them.
   */
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

  /** The states that can follow this one. */
  default List<Name> next() {
    return switch (this) {
      case Uploaded s -> List.of(Name.RUNNING, Name.CANCELLED);
      case Running s -> List.of(Name.COMPLETED, Name.FAILED, Name.CANCELLED);
      case Completed s -> List.of();
      case Failed s -> List.of(Name.RUNNING);
      case Cancelled s -> List.of();
    };
  }
}
