package dev.kith.crm.application.intake.preset;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.intake.preset.MappingPreset;
import dev.kith.crm.domain.intake.preset.MappingPresetId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps presets. No two live ones have names that differ only in case: adding and updating are
 * refused with {@link dev.kith.crm.domain.intake.preset.PresetRefusal.PresetNameTaken}.
 */
public interface MappingPresetStore extends AggregateStore<MappingPresetId, MappingPreset> {

  /**
   * Live ones in the order of their names, whatever their case.
   *
   * @param of only those for files of these; null for all
   * @param afterName only those behind this name; null from the beginning
   */
  List<MappingPreset> list(@Nullable PresetOf of, @Nullable String afterName, int limit);

  /**
   * Live ones for files with this {@link MappingPreset#headerKey}, the one that was saved last
   * first.
   */
  List<MappingPreset> fitting(String headerKey, int limit);
}
