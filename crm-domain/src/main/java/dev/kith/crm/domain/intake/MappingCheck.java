package dev.kith.crm.domain.intake;

import dev.kith.crm.domain.lead.CustomField;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a mapping can be: all its problems are listed, each at the number of its column. */
final class MappingCheck {

  private MappingCheck() {}

  /**
   * @param columns how many the file has
   */
  static Outcome<ImportMapping> of(ImportMapping candidate, int columns) {
    Checks checks = new Checks();
    RecordMapping records = candidate.records();
    if (candidate.targets().values().stream()
        .allMatch(target -> records == null ? target.fields().isEmpty() : target.kind() == null)) {
      checks.add("columns", "required", "At least one column must fill a field.");
    }
    Map<String, Integer> taken = new HashMap<>();
    candidate
        .targets()
        .forEach((column, target) -> {
          String place = "columns/" + column;
          if (column < 1 || column > columns) {
            checks.add(
                place,
                "unknown-column",
                "The file has the columns 1 to " + columns + ", not " + column + ".");
          }
          if (target.kind() != candidate.kind()) {
            checks.add(
                place,
                "other-records",
                "The field " + target.label() + " is none of what the rows are.");
          }
          if (target.isCustom() || target.fields().isEmpty()) {
            String key = CustomField.keyOf(target.code());
            unlessDoubled(checks, place, target.label(), taken.putIfAbsent(key, column));
          } else {
            for (LeadField field : target.fields()) {
              unlessDoubled(checks, place, field.label(), taken.putIfAbsent(field.code(), column));
            }
          }
        });
    candidate
        .constants()
        .keySet()
        .forEach(field -> checkConstant(checks, field, taken.get(field.code())));
    if (records != null) {
      checkRecords(checks, records, candidate, taken);
    }
    return checks.orRefuse(() -> candidate);
  }

  private static void unlessDoubled(
      Checks checks, String place, String label, @Nullable Integer column) {
    if (column != null) {
      checks.add(
          place,
          "doubled-target",
          "The field " + label + " is filled by column " + column + " already.");
    }
  }

  private static void checkConstant(Checks checks, LeadField field, @Nullable Integer column) {
    String place = "constants/" + field.code();
    unlessDoubled(checks, place, field.label(), column);
    if (field == LeadField.EMAIL || field == LeadField.EXTERNAL_ID) {
      checks.add(
          place,
          "constant-of-unique",
          "No two leads can have the same " + field.label() + ", so not every row can.");
    }
  }

  private static void checkRecords(
      Checks checks, RecordMapping records, ImportMapping candidate, Map<String, Integer> taken) {
    records
        .every()
        .keySet()
        .forEach(field -> {
          String place = "constants/" + field;
          String label = records.kind().fields().get(field);
          if (label == null) {
            checks.add(place, "unknown-field", "There is no field " + field + ".");
            return;
          }
          unlessDoubled(
              checks,
              place,
              label,
              taken.get(CustomField.keyOf(records.kind().target(field).code())));
          if (!records.kind().canBeConstant(field)) {
            checks.add(
                place,
                "constant-of-unique",
                "No two "
                    + records.kind().plural()
                    + " can have the same "
                    + label
                    + ", so not every row can.");
          }
        });
    candidate
        .constants()
        .keySet()
        .forEach(field ->
            checks.add(
                "constants/" + field.code(),
                "unknown-field",
                "There is no field " + field.code() + " of " + records.kind().plural() + "."));
  }
}
