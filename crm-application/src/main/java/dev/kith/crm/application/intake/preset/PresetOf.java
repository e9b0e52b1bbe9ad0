package dev.kith.crm.application.intake.preset;

import dev.kith.crm.domain.intake.RecordKind;
import org.jspecify.annotations.Nullable;

/**
 * Of what the files are that a preset is for.
 *
 * @param kind null for leads
 */
public record PresetOf(@Nullable RecordKind kind) {}
