package dev.kith.crm.domain.intake.preset;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Refusal;
import java.util.List;
import java.util.Map;

/** What only mapping presets refuse. */
public sealed interface PresetRefusal extends Refusal {

  /** Another preset has this name, in whatever case. */
  record PresetNameTaken(String name) implements PresetRefusal {
    @Override
    public Kind kind() {
      return Kind.CONFLICT;
    }

    @Override
    public String code() {
      return "preset-name-taken";
    }

    @Override
    public String detail() {
      return "There is already a preset of this name.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("name", name);
    }
  }

  /** The file has none of the columns that the preset says something of. */
  record PresetUnfitting(List<String> columns) implements PresetRefusal {

    public PresetUnfitting {
      columns = ImmutableList.copyOf(columns);
    }

    @Override
    public Kind kind() {
      return Kind.RULE;
    }

    @Override
    public String code() {
      return "preset-unfitting";
    }

    @Override
    public String detail() {
      return "The file has none of the columns of this preset.";
    }

    @Override
    public Map<String, Object> facts() {
      return ImmutableMap.of("columns", columns);
    }
  }
}
