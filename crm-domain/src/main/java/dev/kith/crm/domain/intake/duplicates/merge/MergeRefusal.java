package dev.kith.crm.domain.intake.duplicates.merge;

import dev.kith.crm.domain.shared.Refusal;
import java.util.UUID;

/** What only merges refuse. */
public sealed interface MergeRefusal extends Refusal {

  /** The merge was undone before. */
  record AlreadyUndone(UUID merge) implements MergeRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "merge-undone";
    }

    @Override
    public String detail() {
      return "The merge has been undone already.";
    }
  }
}
