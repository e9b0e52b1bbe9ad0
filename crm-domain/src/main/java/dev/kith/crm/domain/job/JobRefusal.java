package dev.kith.crm.domain.job;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Refusal;
import java.util.Map;

/** What only the job feature refuses. */
public sealed interface JobRefusal extends Refusal {

  /** Another job of the same unique key waits or runs already. */
  record AlreadyQueued(JobId other) implements JobRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "job-already-queued";
    }

    @Override
    public String detail() {
      return "Another job for the same thing is waiting or running: " + other + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("jobId", other.toString());
    }
  }
}
