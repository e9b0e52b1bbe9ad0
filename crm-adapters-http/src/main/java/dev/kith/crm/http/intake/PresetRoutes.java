package dev.kith.crm.http.intake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kith.crm.application.intake.preset.MappingPresets;
import dev.kith.crm.application.intake.preset.PresetOf;
import dev.kith.crm.domain.intake.ImportId;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.preset.MappingPreset;
import dev.kith.crm.domain.intake.preset.MappingPresetId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.Paging;
import dev.kith.crm.http.kernel.Reply;
import dev.kith.crm.http.kernel.Route;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.util.List;

/** Mappings that are kept for the next file. */
public final class PresetRoutes {

  private static final String TAG = "Imports";

  private PresetRoutes() {}

  public static List<Route> all() {
    return List.of(
        Route.get("/import-presets", "listImportPresets")
            .says(TAG, "List presets")
            .query("of", ImportShapes.OF, "Only presets for files of these; usually all")
            .query(
                Paging.AFTER.parameters(
                    Shape.text(1, MappingPreset.LONGEST_NAME),
                    MappingPresets.LARGEST_LIST - 1,
                    "presets"))
            .answers(200, PresetShapes.LIST, "Presets in the order of their names")
            .refuses("forbidden")
            .handledBy(PresetRoutes::list),
        Route.get("/import-presets/{id}", "getImportPreset")
            .says(TAG, "Read a preset")
            .answers(200, PresetShapes.PRESET, "The preset")
            .refuses("not-found", "forbidden")
            .handledBy(call -> presets(call).get(id(call)).map(p -> reply(200, p))),
        Route.patch("/import-presets/{id}", "renameImportPreset")
            .says(TAG, "Rename a preset")
            .body(PresetShapes.RENAMING)
            .versioned()
            .answers(200, PresetShapes.PRESET, "The preset as it is now")
            .refuses("not-found", "forbidden", "invalid", "preset-name-taken")
            .handledBy(
                call -> presets(call).rename(id(call), call.text("name")).map(p -> reply(200, p))),
        Route.delete("/import-presets/{id}", "deleteImportPreset")
            .says(TAG, "Delete a preset; imports that were read by it stay as they are")
            .versioned()
            .answers(204, "The preset is gone")
            .refuses("not-found", "forbidden")
            .handledBy(call -> presets(call).delete(id(call)).map(gone -> Reply.empty(204))),
        Route.post("/imports/{id}:save-preset", "saveImportPreset")
            .says(
                TAG,
                "Keep what is said of a file under a name; files whose header has the same names"
                    + " are then read by it")
            .body(PresetShapes.SAVING)
            .answers(201, PresetShapes.PRESET, "The preset")
            .refuses("not-found", "forbidden", "stale-version", "invalid", "preset-name-taken")
            .handledBy(call ->
                call.workspace()
                    .imports()
                    .saveAsPreset(
                        new ImportId(call.id("import")),
                        call.text("name"),
                        ShapeCheck.uuid(call.body().path("preset").asText())
                            .map(MappingPresetId::new)
                            .orElse(null))
                    .map(p ->
                        reply(201, p).header("Location", call.link("/import-presets/" + p.id())))),
        Route.post("/imports/{id}:apply-preset", "applyImportPreset")
            .says(TAG, "Let a preset say what the columns of a file mean")
            .body(PresetShapes.APPLYING)
            .answers(200, ImportShapes.IMPORT, "The import with a preview of its first rows")
            .refuses(
                "not-found",
                "forbidden",
                "stale-version",
                "invalid",
                "invalid-transition",
                "preset-unfitting")
            .handledBy(call ->
                call.workspace()
                    .imports()
                    .apply(
                        new ImportId(call.id("import")),
                        new MappingPresetId(
                            ShapeCheck.uuid(call.body().path("preset").asText()).orElseThrow()))
                    .map(view ->
                        Reply.json(
                                200,
                                ImportJson.of(
                                    view, RowNames.of(call.workspace(), view.differences())))
                            .version(view.revision().version()))));
  }

  private static Outcome<Reply> list(Call call) {
    int limit = Paging.limit(call);
    return presets(call)
        .list(
            call.query("of")
                .map(of -> new PresetOf(RecordKind.named(of).orElse(null)))
                .orElse(null),
            call.query("after").orElse(null),
            limit + 1)
        .map(found ->
            Reply.json(
                200, Paging.AFTER.page(found, limit, PresetRoutes::json, MappingPreset::name)));
  }

  private static Reply reply(int status, MappingPreset preset) {
    return Reply.json(status, json(preset)).version(preset.revision().version());
  }

  private static ObjectNode json(MappingPreset preset) {
    ObjectNode json = Json.object().put("id", preset.id().toString()).put("name", preset.name());
    RecordKind kind = preset.content().kind();
    json.put("of", kind == null ? "lead" : kind.singular());
    ArrayNode columns = json.putArray("columns");
    for (MappingPreset.Column column : preset.content().columns()) {
      columns
          .addObject()
          .put("name", column.name())
          .put("field", column.target() == null ? null : column.target().code());
    }
    json.set(
        "constants",
        ImportJson.constants(preset.content().constants(), preset.content().records()));
    json.set("rules", ImportJson.rules(preset.content().rules()));
    return json.put("owner", preset.owner().toString())
        .put("createdAt", preset.revision().createdAt().toString())
        .put("updatedAt", preset.revision().updatedAt().toString())
        .put("version", preset.revision().version());
  }

  private static MappingPresets presets(Call call) {
    return call.workspace().mappingPresets();
  }

  private static MappingPresetId id(Call call) {
    return new MappingPresetId(call.id("import-preset"));
  }
}
