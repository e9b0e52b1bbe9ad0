package dev.kith.crm.domain.lifecycle;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Refusal;
import java.util.List;
import java.util.Map;

/** What only the lifecycle refuses. */
public sealed interface LifecycleRefusal extends Refusal {

  /**
   * Stages that were to go have accounts in them.
   *
   * @param stages their keys
   * @param accounts how many are in them together, those in the bin included
   */
  record StageInUse(List<String> stages, int accounts) implements LifecycleRefusal {
    public StageInUse {
      stages = ImmutableList.copyOf(stages);
    }

    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "lifecycle-stage-in-use";
    }

    @Override
    public String detail() {
      return "A stage cannot go while accounts are in it, in the bin or not: "
          + String.join(", ", stages)
          + (accounts == 1 ? " has 1 account." : " with " + accounts + " accounts.");
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("stages", stages, "accounts", accounts);
    }
  }
}
