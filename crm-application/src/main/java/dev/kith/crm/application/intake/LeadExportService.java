package dev.kith.crm.application.intake;

import com.google.common.base.Joiner;
import com.google.common.base.Strings;
import de.siegmar.fastcsv.writer.CsvWriter;
import dev.kith.crm.application.intake.source.csv.CsvFiles;
import dev.kith.crm.application.intake.source.csv.FormulaGuard;
import dev.kith.crm.application.lead.LeadQueries;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.lead.CustomField;
import dev.kith.crm.domain.lead.CustomFields;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

final class LeadExportService implements LeadExport {

  private final LeadQueries leads;

  LeadExportService(LeadQueries leads) {
    this.leads = leads;
  }

  @Override
  public Outcome<List<String>> columns(ListQuery query) {
    return leads
        .exportable(query)
        .then(this::shown)
        .map(columns -> columns.stream().map(Field::name).toList());
  }

  @Override
  public Outcome<Long> csv(ListQuery query, boolean byteOrderMark, OutputStream to) {
    return shown(query)
        .then(columns -> {
          Sheet sheet = new Sheet(columns, byteOrderMark, to);
          return leads.export(query, sheet::write).map(count -> sheet.finish(count));
        });
  }

  private Outcome<List<Field<LeadView>>> shown(ListQuery query) {
    if (query.fields().isEmpty()) {
      return Outcome.done(List.copyOf(leads.fields().fields()));
    }
    List<Field<LeadView>> columns = new ArrayList<>();
    List<Violation> violations = new ArrayList<>();
    for (String name : query.fields()) {
      leads
          .fields()
          .find(name)
          .ifPresentOrElse(
              columns::add,
              () ->
                  violations.add(
                      Violation.at(name, "unknown-field", "There is no field " + name + ".")));
    }
    return violations.isEmpty() ? Outcome.done(columns) : Outcome.refused(new Invalid(violations));
  }

  /**
   * The file as it grows. Nothing is written before the first lead, or the end: until then the
   * export may be refused.
   */
  private static final class Sheet {

    private final List<Field<LeadView>> columns;
    private final boolean byteOrderMark;
    private final OutputStream to;
    private @Nullable CsvWriter csv;

    Sheet(List<Field<LeadView>> columns, boolean byteOrderMark, OutputStream to) {
      this.columns = columns;
      this.byteOrderMark = byteOrderMark;
      this.to = to;
    }

    void write(LeadView lead) {
      List<String> cells = new ArrayList<>(columns.size());
      for (Field<LeadView> column : columns) {
        Object value = column.value().apply(lead);
        cells.add(FormulaGuard.on(cell(value)));
      }
      begun().writeRecord(cells);
    }

    private static String cell(@Nullable Object value) {
      return switch (value) {
        case null -> "";
        case Collection<?> many -> Joiner.on("; ").join(many);
        case Map<?, ?> byName ->
            Strings.nullToEmpty(
                new CustomFields(
                        byName.entrySet().stream()
                            .map(one ->
                                new CustomField((String) one.getKey(), (String) one.getValue()))
                            .toList())
                    .text());
        default -> value.toString();
      };
    }

    long finish(long count) {
      CsvFiles.flush(begun());
      return count;
    }

    private CsvWriter begun() {
      CsvWriter writer = csv;
      if (writer == null) {
        try {
          if (byteOrderMark) {
            to.write(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
          }
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        writer = CsvFiles.writer(to);
        csv = writer;
        writer.writeRecord(columns.stream().map(Field::name).toList());
      }
      return writer;
    }
  }
}
