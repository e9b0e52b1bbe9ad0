package dev.kith.crm.domain.intake.duplicates.merge;

import java.time.Instant;
import java.util.List;

/** Whether a merge holds. */
public sealed interface MergeStatus {

  /** The names by which states are stored and shown. */
  enum Name {
    DONE,
    UNDONE
  }

  Instant since();

  Name name();

  /** The records are one. */
  record Done(Instant since) implements MergeStatus {
    @Override
    public Name name() {
      return Name.DONE;
    }
  }

  /**
   * The records are several again.
   *
   * @param kept fields of the winner that somebody had edited since, and which stayed as they were
   */
  record Undone(Instant since, List<String> kept) implements MergeStatus {
    public Undone {
      kept = List.copyOf(kept);
    }

    @Override
    public Name name() {
      return Name.UNDONE;
    }
  }
}
