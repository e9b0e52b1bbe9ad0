package dev.kith.crm.application.intake;

import dev.kith.crm.application.intake.column.ColumnGuess;
import dev.kith.crm.application.intake.preset.MappingPresets;
import dev.kith.crm.application.intake.preset.PresetFeature;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.domain.intake.Import;
import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.preset.MappingPreset;
import dev.kith.crm.domain.intake.preset.MappingPreset.Content;
import dev.kith.crm.domain.intake.preset.MappingPresetId;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneReader;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with the rows of a file: whether it is possible, and kept for the next file.
 */
record ImportPlanning(PresetFeature presets, PhoneReader phones, Context context) {

  /** What every row is to say must be possible for a lead. */
  Outcome<ImportMapping> readable(ImportMapping mapping) {
    Map<LeadField, String> constants = mapping.constants();
    List<Violation> problems =
        RowReading.problemsOf(new LeadDraft(constants).read(phones)).stream()
            .filter(problem ->
                LeadField.named(RowReading.fieldOf(problem))
                    .filter(constants::containsKey)
                    .isPresent())
            .map(problem -> problem.below("constants"))
            .toList();
    return problems.isEmpty() ? Outcome.done(mapping) : Outcome.refused(new Invalid(problems));
  }

  /** What becomes of records that are there; only leads are compared by time. */
  static Outcome<UpsertRules> followable(Import found, UpsertRules rules) {
    RecordKind kind = found.mapping().kind();
    return switch (rules.policy()) {
      case SKIP, FILL_EMPTY, OVERWRITE -> Outcome.done(rules);
      case NEWEST_WINS ->
          kind == null
              ? Outcome.done(rules)
              : refused("leads-only", "Only leads are compared by time.");
      case REVIEW ->
          kind != RecordKind.OPPORTUNITY
              ? Outcome.done(rules)
              : refused(
                  "not-for-opportunities",
                  "Moves and lines that rows of opportunities tell of cannot be decided on field by"
                      + " field: leave, fill or overwrite the opportunities.");
    };
  }

  private static <T> Outcome<T> refused(String code, String message) {
    return Outcome.refused(Invalid.of(Violation.at("policy", code, message)));
  }

  /** Goes on if a preset says what columns mean of the same kind of records. */
  private static <T> Outcome<T> ofTheSame(
      Import found, MappingPreset preset, Supplier<Outcome<T>> next) {
    RecordKind kind = preset.content().kind();
    return kind == found.mapping().kind()
        ? next.get()
        : Outcome.refused(
            Invalid.of(
                Violation.at(
                    "preset",
                    "other-records",
                    "The preset is for files of "
                        + (kind == null ? "leads" : kind.plural())
                        + ".")));
  }

  Outcome<MappingPreset> preset(MappingPresetId id) {
    return presets.presets(context.further()).get(id);
  }

  Outcome<Change<Import>> planned(Import found, MappingPreset preset, Instant now) {
    ImportMapping.HeaderRow header = found.mapping().header();
    return ofTheSame(
        found,
        preset,
        () ->
            preset
                .mapping(header, names(found))
                .then(said -> found.plan(said, preset.content().rules(), now)));
  }

  Outcome<MappingPreset> kept(
      Import found, @Nullable String name, @Nullable MappingPresetId replaced) {
    Content content = Content.of(names(found), found.mapping(), found.rules());
    MappingPresets kept = presets.presets(context);
    return replaced == null
        ? kept.save(name, content)
        : preset(replaced)
            .then(before -> ofTheSame(found, before, () -> kept.saveAnew(replaced, name, content)));
  }

  private static List<String> names(Import found) {
    return ColumnGuess.names(found.firstRow(), found.mapping().header());
  }
}
