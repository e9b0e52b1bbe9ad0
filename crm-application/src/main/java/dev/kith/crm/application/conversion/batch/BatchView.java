package dev.kith.crm.application.conversion.batch;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.job.JobState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A batch as people see it.
 *
 * @param state of its job
 * @param error what its job failed of last, where it has not ended well
 * @param counts leads by what became of them, zeros included
 */
public record BatchView(
    ConversionBatch batch, JobState state, @Nullable String error, Map<Fate, Integer> counts) {

  public BatchView {
    ImmutableMap.Builder<Fate, Integer> all = ImmutableMap.builder();
    for (Fate fate : Fate.values()) {
      all.put(fate, counts.getOrDefault(fate, 0));
    }
    counts = all.buildOrThrow();
  }

  public int count(Fate fate) {
    return counts.getOrDefault(fate, 0);
  }

  /** Leads of which something has become. */
  public int done() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  public int waiting() {
    return batch.leads() - done();
  }
}
