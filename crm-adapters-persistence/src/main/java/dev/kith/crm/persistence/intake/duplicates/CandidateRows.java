package dev.kith.crm.persistence.intake.duplicates;

import static dev.kith.crm.persistence.generated.Tables.LEAD;

import dev.kith.crm.application.intake.duplicates.Candidate;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record;

/** What is read of a lead to compare it with others. */
final class CandidateRows {

  private static final Map<LeadField, Field<String>> COMPARED = compared();

  static final List<Field<?>> COLUMNS = columns();

  private CandidateRows() {}

  private static Map<LeadField, Field<String>> compared() {
    Map<LeadField, Field<String>> columns = new EnumMap<>(LeadField.class);
    columns.put(LeadField.GIVEN_NAME, LEAD.GIVEN_NAME);
    columns.put(LeadField.FAMILY_NAME, LEAD.FAMILY_NAME);
    columns.put(LeadField.COMPANY, LEAD.COMPANY);
    columns.put(LeadField.EMAIL, LEAD.EMAIL);
    columns.put(LeadField.PHONE, LEAD.PHONE);
    columns.put(LeadField.STREET, LEAD.STREET);
    columns.put(LeadField.POSTAL_CODE, LEAD.POSTAL_CODE);
    columns.put(LeadField.CITY, LEAD.CITY);
    columns.put(LeadField.REGION, LEAD.REGION);
    columns.put(LeadField.COUNTRY, LEAD.COUNTRY);
    return columns;
  }

  private static List<Field<?>> columns() {
    List<Field<?>> columns = new ArrayList<>(COMPARED.values());
    columns.add(LEAD.ID);
    columns.add(LEAD.OWNER_ID);
    return columns;
  }

  static Candidate candidate(Record row) {
    Map<LeadField, String> values = new EnumMap<>(LeadField.class);
    COMPARED.forEach((lead, column) -> {
      String text = row.get(column);
      if (text != null) {
        values.put(lead, text);
      }
    });
    UUID owner = row.get(LEAD.OWNER_ID);
    return new Candidate(
        new LeadId(row.get(LEAD.ID)), owner == null ? null : new UserId(owner), values);
  }
}
