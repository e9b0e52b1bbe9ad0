package dev.kith.crm.http.intake;

import dev.kith.crm.application.intake.preset.MappingPresets;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.intake.preset.MappingPreset;
import dev.kith.crm.domain.intake.preset.MappingPresetId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.Notice;
import dev.kith.crm.http.pages.PageRoutes;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The presets of mappings on one page; they are made and applied on the page of an import. */
public final class PresetPages {

  private static final int LISTED = 50;

  private PresetPages() {}

  /**
   * @param next the address of the page after this; null on the last
   * @param renamed whose new name was refused; null where it was no renaming
   * @param name what was sent as a name
   */
  record PresetList(
      List<MappingPreset> presets,
      @Nullable String next,
      @Nullable MappingPresetId renamed,
      String name,
      Problems problems) {

    /** What the rows are of the files that it is for. */
    String of(MappingPreset preset) {
      return ImportWords.plural(preset.content().kind());
    }

    /** What the columns of a preset fill, in words. */
    String fills(MappingPreset preset) {
      return preset.content().columns().stream()
          .map(MappingPreset.Column::target)
          .filter(Objects::nonNull)
          .map(ImportTarget::label)
          .collect(Collectors.joining(", "));
    }
  }

  public static void addTo(PageRoutes routes) {
    routes.get("/import-presets", visit -> list(visit, 200, null, Problems.NONE));
    routes.post("/import-presets/{id}", PresetPages::rename);
    routes.post("/import-presets/{id}/delete", PresetPages::delete);
  }

  private static void rename(Visit visit) {
    onPreset(
        visit,
        id ->
            answer(
                visit,
                id,
                Notice.PRESET_SAVED,
                visit.crm().mappingPresets().rename(id, visit.form("name"))));
  }

  private static void delete(Visit visit) {
    onPreset(
        visit,
        id -> answer(visit, null, Notice.PRESET_DELETED, visit.crm().mappingPresets().delete(id)));
  }

  private static void onPreset(Visit visit, Consumer<MappingPresetId> next) {
    visit.onId(MappingPresetId::new, next);
  }

  private static void answer(
      Visit visit, @Nullable MappingPresetId renamed, Notice done, Outcome<MappingPreset> outcome) {
    switch (outcome) {
      case Outcome.Done<MappingPreset> d -> visit.go("/import-presets", done);
      case Outcome.Refused<MappingPreset>(var refusal) -> {
        Problems problems = Problems.of(refusal);
        list(
            visit,
            Visit.statusOf(refusal),
            renamed,
            renamed == null ? problems : problems.calling("name", "name-" + renamed));
      }
    }
  }

  private static void list(
      Visit visit, int status, @Nullable MappingPresetId renamed, Problems problems) {
    MappingPresets presets = visit.crm().mappingPresets();
    String after = visit.query("after");
    visit.with(
        presets.list(null, after.isEmpty() ? null : after, LISTED + 1),
        found -> {
          List<MappingPreset> shown = found.stream().limit(LISTED).toList();
          String next =
              found.size() > LISTED
                  ? "/import-presets?after="
                      + URLEncoder.encode(shown.getLast().name(), StandardCharsets.UTF_8)
                  : null;
          visit.show(
              status,
              "intake/presets.jte",
              "Presets",
              Section.IMPORTS,
              new PresetList(shown, next, renamed, visit.form("name"), problems));
        });
  }
}
