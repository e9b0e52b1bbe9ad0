package dev.kith.crm.http.intake;

import dev.kith.crm.domain.intake.preset.MappingPreset;
import dev.kith.crm.http.kernel.Paging;
import dev.kith.crm.http.kernel.json.Shape;

/** The JSON of mapping presets. */
final class PresetShapes {

  static final Shape.Fields PRESET =
      Shape.fields(
          "ImportPreset",
          Shape.required("id", Shape.uuid(), "Id"),
          Shape.required("name", Shape.text(), "Name"),
          Shape.required("of", ImportShapes.OF, "What the rows are of the files that it is for"),
          Shape.required(
              "columns",
              Shape.listOf(
                  Shape.fields(
                      null,
                      Shape.required("name", Shape.text(), "From the header"),
                      Shape.required(
                          "field",
                          Shape.orNull(ImportShapes.FIELD),
                          "The field that it fills; null: it is ignored"))),
              "The columns of the file that it was made from"),
          Shape.required("constants", new Shape.MapOf(Shape.text()), ImportShapes.CONSTANTS),
          Shape.required("rules", ImportShapes.RULES, "What happens to records that are there"),
          Shape.required("owner", Shape.uuid(), "Who saved it first"),
          Shape.required("createdAt", Shape.instant(), "When it was saved first"),
          Shape.required("updatedAt", Shape.instant(), "When it was saved last"),
          Shape.required("version", Shape.count(), "Stands in the ETag as well"));

  static final Shape.Fields LIST =
      Paging.AFTER.shape("ImportPresetList", PRESET, "In the order of their names", Shape.text());

  private static final Shape NAME = Shape.text(1, MappingPreset.LONGEST_NAME);

  static final Shape.Fields RENAMING =
      Shape.fields("ImportPresetName", Shape.required("name", NAME, "Its new name"));

  static final Shape.Fields SAVING =
      Shape.fields(
          "ImportPresetSaving",
          Shape.required("name", NAME, "Its name"),
          Shape.optional(
              "preset",
              Shape.uuid(),
              "The preset that says this from now on; otherwise a new one"));

  static final Shape.Fields APPLYING =
      Shape.fields("ImportPresetApplying", Shape.required("preset", Shape.uuid(), "The preset"));

  private PresetShapes() {}
}
