package dev.kith.crm.domain.conversion;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Refusal;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What only conversions refuse. */
public sealed interface ConversionRefusal extends Refusal {

  /**
   * There are records that may be what the lead would become, and nobody said that they are not.
   *
   * @param candidates the likeliest first
   * @param resolution to be sent back by whoever looked at them and wants another one all the same
   */
  record DuplicateCandidates(List<Candidate> candidates, String resolution)
      implements ConversionRefusal {
    public DuplicateCandidates {
      candidates = ImmutableList.copyOf(candidates);
    }

    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "duplicate-candidates";
    }

    @Override
    public String detail() {
      return "There may be such records already: "
          + candidates.stream().map(Candidate::name).collect(joining(", "))
          + ". Link one of them, or confirm that none is meant.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of(
          "candidates",
          candidates.stream().map(Candidate::facts).toList(),
          "resolution",
          resolution);
    }
  }

  /** Something newer hangs on what was created. */
  record UndoBlocked(List<Blocker> blockers) implements ConversionRefusal {
    public UndoBlocked {
      blockers = ImmutableList.copyOf(blockers);
    }

    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "undo-blocked";
    }

    @Override
    public String detail() {
      return "The conversion can no longer be undone: "
          + blockers.stream()
              .map(blocker -> blocker.code().words())
              .distinct()
              .collect(joining(", "))
          + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("blockers", blockers.stream().map(Blocker::facts).toList());
    }
  }

  /** The conversion was undone before. */
  record AlreadyUndone(UUID conversion) implements ConversionRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "conversion-undone";
    }

    @Override
    public String detail() {
      return "The conversion has been undone already.";
    }
  }
}
