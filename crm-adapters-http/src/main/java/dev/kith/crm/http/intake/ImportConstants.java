package dev.kith.crm.http.intake;

import dev.kith.crm.domain.intake.ImportMapping;
import dev.kith.crm.domain.intake.ImportTarget;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RecordMapping;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.http.pages.Choice;
import dev.kith.crm.http.pages.Visit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every row of a file says in fields that no column fills. */
record ImportConstants(ImportMapping mapping) {

  /** So many more fields can be filled with the same text in every row at a time. */
  private static final int MORE = 2;

  /** What every row says in a field; the field is empty for one that can be added. */
  record Constant(List<Choice> fields, String text) {}

  List<Constant> all() {
    List<Constant> constants = new ArrayList<>();
    RecordMapping records = mapping.records();
    if (records == null) {
      mapping
          .constants()
          .forEach((field, text) -> constants.add(new Constant(fields(field.code()), text)));
    } else {
      records
          .every()
          .forEach((field, text) ->
              constants.add(new Constant(fields(records.kind().target(field).code()), text)));
    }
    for (int i = 0; i < MORE; i++) {
      constants.add(new Constant(fields(null), ""));
    }
    return constants;
  }

  /** No two records can have the same address or external id, so not every row can. */
  private List<Choice> fields(@Nullable String now) {
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice("", "No field", now == null));
    RecordKind kind = mapping.kind();
    if (kind == null) {
      for (LeadField field : LeadField.values()) {
        if (field != LeadField.EMAIL && field != LeadField.EXTERNAL_ID) {
          choices.add(new Choice(field.code(), field.label(), field.code().equals(now)));
        }
      }
    } else {
      kind.fields().keySet().stream()
          .filter(kind::canBeConstant)
          .map(kind::target)
          .forEach(target ->
              choices.add(new Choice(target.code(), target.label(), target.code().equals(now))));
    }
    return choices;
  }

  /** What a form says of them, of leads. */
  static Map<LeadField, String> ofLeads(Visit visit) {
    Map<LeadField, String> constants = new EnumMap<>(LeadField.class);
    sent(visit)
        .forEach(
            (code, text) -> LeadField.named(code).ifPresent(field -> constants.put(field, text)));
    return constants;
  }

  /** What a form says of them, of other records. */
  static RecordMapping of(RecordKind kind, Visit visit) {
    Map<String, String> every = new HashMap<>();
    sent(visit)
        .forEach((code, text) ->
            ImportTarget.named(code)
                .filter(target -> target.kind() == kind)
                .ifPresent(target -> every.put(target.field(), text)));
    return new RecordMapping(kind, every);
  }

  private static Map<String, String> sent(Visit visit) {
    Map<String, String> sent = new HashMap<>();
    for (int i = 1; i <= LeadField.values().length; i++) {
      String text = visit.form("constant." + i + ".text");
      if (!text.isBlank()) {
        sent.put(visit.form("constant." + i), text.strip());
      }
    }
    return sent;
  }
}
