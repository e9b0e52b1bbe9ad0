package dev.kith.crm.domain.competitor;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Refusal;
import java.util.Map;
import java.util.UUID;

/** What only competitors refuse. */
public sealed interface CompetitorRefusal extends Refusal {

  /** Another competitor has this name, however it is spelt. */
  record NameTaken(String name, UUID holder) implements CompetitorRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "competitor-name-taken";
    }

    @Override
    public String detail() {
      return "Another competitor is already called " + name + ".";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("holder", holder.toString());
    }
  }

  /** It has become part of another. */
  record Merged(UUID competitor, UUID into) implements CompetitorRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "competitor-merged";
    }

    @Override
    public String detail() {
      return "The competitor has been merged into the competitor " + into + "; use that one.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("into", into.toString());
    }
  }
}
