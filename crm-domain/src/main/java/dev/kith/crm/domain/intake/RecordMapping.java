package dev.kith.crm.domain.intake;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import java.util.Map;

/**
 * What the rows of a file are, where they are no leads.
 *
 * @param every what every row says in fields that no column fills, by {@link RecordKind#fields}
 */
public record RecordMapping(RecordKind kind, Map<String, String> every) {
  public RecordMapping {
    every = ImmutableSortedMap.copyOf(every);
  }

  /** As text, for the audit trail. */
  public Map<String, String> facts() {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    facts.put("rows", kind.plural());
    every.forEach((field, text) -> facts.put("every " + kind.target(field).code(), text));
    return facts.buildOrThrow();
  }
}
