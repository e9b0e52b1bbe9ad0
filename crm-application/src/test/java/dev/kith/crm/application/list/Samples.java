package dev.kith.crm.application.list;

import dev.kith.crm.application.list.Field.Type;
import java.time.DayOfWeek;
import java.util.List;

/** A small catalogue with a field of every type. */
final class Samples {

  private static final Field<Object> ID = Field.of("id", "Id", Type.ID, v -> null);

  static final FieldCatalogue<Object> CATALOGUE =
      FieldCatalogue.of(
          ID,
          new SortKey("bornAt", true),
          List.of(
              ID,
              Field.of("name", "Name", Type.TEXT, v -> null).sorted(),
              Field.of("size", "Size", Type.NUMBER, v -> null).sorted(),
              Field.of("bornAt", "Born", Type.INSTANT, v -> null).sorted(),
              Field.of("tame", "Tame", Type.BOOLEAN, v -> null),
              Field.choice("day", "Day", DayOfWeek.class, v -> null),
              Field.of("secret", "Secret", Type.TEXT, v -> null).shownOnly()));

  private Samples() {}
}
