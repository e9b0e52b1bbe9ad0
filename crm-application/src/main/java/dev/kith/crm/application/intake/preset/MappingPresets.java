package dev.kith.crm.application.intake.preset;

import dev.kith.crm.domain.intake.preset.MappingPreset;
import dev.kith.crm.domain.intake.preset.MappingPreset.Content;
import dev.kith.crm.domain.intake.preset.MappingPresetId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mappings of files that are kept for the next file. Looking at them needs {@code import:view},
 * everything else {@code import:create}. Each can be refused with {@code forbidden}, those on a
 * preset also with {@code not-found} and {@code stale-version}.
 */
public interface MappingPresets {

  int LARGEST_LIST = 200;

  /**
   * Presets in the order of their names.
   *
   * @param of only those for files of these; null for all
   * @param afterName where the page before ended; null from the beginning
   * @param limit at most {@value #LARGEST_LIST}
   */
  Outcome<List<MappingPreset>> list(@Nullable PresetOf of, @Nullable String afterName, int limit);

  Outcome<MappingPreset> get(MappingPresetId id);

  /** Refused with {@code invalid} and {@code preset-name-taken}, as are the next two. */
  Outcome<MappingPreset> save(@Nullable String name, Content content);

  /** Lets a preset say something else from now on; imports that were read by it stay. */
  Outcome<MappingPreset> saveAnew(MappingPresetId id, @Nullable String name, Content content);

  Outcome<MappingPreset> rename(MappingPresetId id, @Nullable String name);

  Outcome<MappingPreset> delete(MappingPresetId id);
}
