package dev.kith.crm.testkit;

import static java.util.Comparator.comparing;

import dev.kith.crm.application.intake.preset.MappingPresetStore;
import dev.kith.crm.application.intake.preset.PresetOf;
import dev.kith.crm.domain.intake.preset.MappingPreset;
import dev.kith.crm.domain.intake.preset.MappingPresetId;
import dev.kith.crm.domain.intake.preset.PresetRefusal;
import dev.kith.crm.domain.shared.Outcome;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class MemoryMappingPresets implements MappingPresetStore {

  private final MemoryAggregates<MappingPresetId, MappingPreset> presets;

  MemoryMappingPresets(MemoryTransactions transactions) {
    this.presets = new MemoryAggregates<>(transactions, MappingPreset::id);
  }

  @Override
  public Optional<MappingPreset> find(MappingPresetId id) {
    return presets.find(id);
  }

  @Override
  public Outcome<MappingPreset> add(MappingPreset preset) {
    return presets.add(preset, this::unlessNameTaken);
  }

  @Override
  public Outcome<MappingPreset> update(MappingPreset preset) {
    return presets.update(preset, this::unlessNameTaken);
  }

  @Override
  public List<MappingPreset> list(@Nullable PresetOf of, @Nullable String afterName, int limit) {
    return presets.live().stream()
        .filter(p -> of == null || of.kind() == p.content().kind())
        .sorted(comparing(MemoryMappingPresets::key))
        .filter(p -> afterName == null || key(p).compareTo(lower(afterName)) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public List<MappingPreset> fitting(String headerKey, int limit) {
    return presets.live().stream()
        .filter(p -> p.headerKey().equals(headerKey))
        .sorted(
            Comparator.<MappingPreset, Instant>comparing(p -> p.revision().updatedAt())
                .thenComparing(p -> p.id().toString())
                .reversed())
        .limit(limit)
        .toList();
  }

  private static String key(MappingPreset preset) {
    return lower(preset.name());
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private Outcome<MappingPreset> unlessNameTaken(MappingPreset preset) {
    boolean taken =
        !preset.revision().isDeleted()
            && presets.live().stream()
                .anyMatch(p -> !p.id().equals(preset.id()) && key(p).equals(key(preset)));
    return taken
        ? Outcome.refused(new PresetRefusal.PresetNameTaken(preset.name()))
        : Outcome.done(preset);
  }
}
