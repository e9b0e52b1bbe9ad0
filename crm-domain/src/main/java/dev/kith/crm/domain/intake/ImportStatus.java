package dev.kith.crm.domain.intake;

import java.time.Instant;
import java.util.List;

/**
 * Where an import stands; each state carries its own data.
 *
 * <pre>
 * Uploaded ⇄ Checking → Checked → Running ⇄ Paused
 * Uploaded → Running → Completed | CompletedWithErrors | Failed | Cancelled
 * Completed | CompletedWithErrors | Failed | Cancelled → Reverting → Reverted
 * Failed → Checking | Running | Reverting, whatever it failed in
 * Uploaded | Checked | Paused → Cancelled
 * </pre>
 */
public sealed interface ImportStatus {

  /** The names by which states are stored and shown. */
  enum Name {
    UPLOADED,
    CHECKING,
    CHECKED,
    RUNNING,
    PAUSED,
    COMPLETED,
    COMPLETED_WITH_ERRORS,
    FAILED,
    CANCELLED,
    REVERTING,
    REVERTED
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

  /** Every row is being read, to say what would become of it. */
  record Checking(Instant since) implements ImportStatus {
    @Override
    public Name name() {
      return Name.CHECKING;
    }
  }

  /** It is known what would become of every row. */
  record Checked(Instant since) implements ImportStatus {
    @Override
    public Name name() {
      return Name.CHECKED;
    }
  }

  /** Rows are being brought in, or will be as soon as a worker is free. */
  record Running(Instant since) implements ImportStatus {
    @Override
    public Name name() {
      return Name.RUNNING;
    }
  }

  /** Somebody lets it rest; it goes on with the next row. */
  record Paused(Instant since) implements ImportStatus {
    @Override
    public Name name() {
      return Name.PAUSED;
    }
  }

  /** Every row was read, and none of them is an error. */
  record Completed(Instant since) implements ImportStatus {
    @Override
    public Name name() {
      return Name.COMPLETED;
    }
  }

  /** Every row was read; some stand among the errors. */
  record CompletedWithErrors(Instant since) implements ImportStatus {
    @Override
    public Name name() {
      return Name.COMPLETED_WITH_ERRORS;
    }
  }

  /**
   * The CRM gave up; what was done until then stays, and when it is started again it goes on behind
   * that.
   *
   * @param during what it was set to
   */
  record Failed(Instant since, String reason, ImportPhase during) implements ImportStatus {
    @Override
    public Name name() {
      return Name.FAILED;
    }
  }

  /**
   * Somebody stopped it; the rows done until then stay.
   *
   * @param ran whether it may have brought in rows
   */
  record Cancelled(Instant since, boolean ran) implements ImportStatus {
    @Override
    public Name name() {
      return Name.CANCELLED;
    }
  }

  /** What it brought in is being taken back. */
  record Reverting(Instant since) implements ImportStatus {
    @Override
    public Name name() {
      return Name.REVERTING;
    }
  }

  /** What it brought in was taken back, but for what somebody has edited since. */
  record Reverted(Instant since) implements ImportStatus {
    @Override
    public Name name() {
      return Name.REVERTED;
    }
  }

  /** The states that can follow this one. */
  default List<Name> next() {
    return switch (this) {
      case Uploaded s -> List.of(Name.CHECKING, Name.RUNNING, Name.CANCELLED);
      case Checking s -> List.of(Name.CHECKED, Name.UPLOADED, Name.FAILED);
      case Checked s -> List.of(Name.UPLOADED, Name.CHECKING, Name.RUNNING, Name.CANCELLED);
      case Running s ->
          List.of(
              Name.PAUSED, Name.COMPLETED, Name.COMPLETED_WITH_ERRORS, Name.FAILED, Name.CANCELLED);
      case Paused s -> List.of(Name.RUNNING, Name.CANCELLED);
      case Completed s -> List.of(Name.REVERTING);
      case CompletedWithErrors s -> List.of(Name.REVERTING);
      case Failed s ->
          switch (s.during()) {
            case CHECK -> List.of(Name.UPLOADED, Name.CHECKING, Name.RUNNING, Name.CANCELLED);
            case RUN -> List.of(Name.RUNNING, Name.REVERTING);
            case REVERT -> List.of(Name.REVERTING);
          };
      case Cancelled s -> s.ran() ? List.of(Name.REVERTING) : List.of();
      case Reverting s -> List.of(Name.REVERTED, Name.FAILED);
      case Reverted s -> List.of();
    };
  }
}
