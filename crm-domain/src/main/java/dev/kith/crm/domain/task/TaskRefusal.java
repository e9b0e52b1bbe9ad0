package dev.kith.crm.domain.task;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Subject;
import java.util.Map;
import java.util.UUID;

/** What only tasks refuse. */
public sealed interface TaskRefusal extends Refusal {

  /** The task lies in the bin. */
  record TaskDeleted(UUID id) implements TaskRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "task-deleted";
    }

    @Override
    public String detail() {
      return "This task lies in the bin; restore it first.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("recordId", id.toString());
    }
  }

  /** There is no live record that the actor can see to relate the task to. */
  record UnknownRelated(Subject related) implements TaskRefusal {
    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "unknown-related";
    }

    @Override
    public String detail() {
      return "There is no " + related.type() + " " + related.id() + " that a task can be about.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("recordType", related.type(), "recordId", related.id().toString());
    }
  }
}
