package dev.kith.crm.persistence.lead;

import static dev.kith.crm.persistence.generated.Tables.LEAD_CUSTOM_FIELD;
import static org.jooq.impl.DSL.any;

import dev.kith.crm.domain.lead.CustomField;
import dev.kith.crm.domain.lead.CustomFields;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.persistence.kernel.Database;
import dev.kith.crm.persistence.kernel.ListSql;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The names that custom fields have been given, each once, so that nobody reads all leads. */
final class CustomFieldNames implements LeadIndex {

  private final Database database;

  CustomFieldNames(Database database) {
    this.database = database;
  }

  @Override
  public void added(List<Lead> leads) {
    keep(leads.stream().map(lead -> lead.content().customFields()));
  }

  @Override
  public void changed(List<Replaced> leads) {
    keep(
        leads.stream()
            .filter(lead ->
                !lead.after()
                    .content()
                    .customFields()
                    .equals(lead.before().content().customFields()))
            .map(lead -> lead.after().content().customFields()));
  }

  /** In the order of keys, so that no two writers wait for each other. */
  private void keep(Stream<CustomFields> fields) {
    Map<String, String> names = new TreeMap<>();
    fields
        .flatMap(some -> some.all().stream())
        .forEach(field -> names.putIfAbsent(field.key(), field.name()));
    if (names.isEmpty()) {
      return;
    }
    Set<String> known =
        database
            .dsl()
            .select(LEAD_CUSTOM_FIELD.NAME_KEY)
            .from(LEAD_CUSTOM_FIELD)
            .where(LEAD_CUSTOM_FIELD.NAME_KEY.eq(any(names.keySet().toArray(new String[0]))))
            .fetchSet(LEAD_CUSTOM_FIELD.NAME_KEY);
    names.forEach((key, name) -> {
      if (!known.contains(key)) {
        database
            .dsl()
            .insertInto(LEAD_CUSTOM_FIELD)
            .set(LEAD_CUSTOM_FIELD.NAME_KEY, key)
            .set(LEAD_CUSTOM_FIELD.NAME, name)
            .onDuplicateKeyIgnore()
            .execute();
      }
    });
  }

  /**
   * @param prefix of {@linkplain CustomField#key() keys}
   */
  List<String> all(String prefix, int limit) {
    return database
        .dsl()
        .select(LEAD_CUSTOM_FIELD.NAME)
        .from(LEAD_CUSTOM_FIELD)
        .where(LEAD_CUSTOM_FIELD.NAME_KEY.like(ListSql.escaped(prefix) + "%"))
        .orderBy(LEAD_CUSTOM_FIELD.NAME_KEY)
        .limit(limit)
        .fetch(LEAD_CUSTOM_FIELD.NAME);
  }
}
