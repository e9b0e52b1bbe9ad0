package dev.kith.crm.domain.assignment;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Refusal;
import java.util.Map;

/** What only assignment refuses. */
public sealed interface AssignmentRefusal extends Refusal {

  /** Nothing is assigned from a pool that is not active. */
  record PoolInactive(AssignmentPoolId pool) implements AssignmentRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "pool-inactive";
    }

    @Override
    public String detail() {
      return "The pool is not active; nothing is assigned from it.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("pool", pool.toString());
    }
  }
}
