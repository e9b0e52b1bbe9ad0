package dev.kith.crm.application.intake;

import com.google.common.base.Strings;
import dev.kith.crm.application.lead.LeadQueries;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.csv.CsvExport;
import dev.kith.crm.domain.lead.CustomField;
import dev.kith.crm.domain.lead.CustomFields;
import dev.kith.crm.domain.shared.Outcome;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

final class LeadExportService implements LeadExport {

  private final CsvExport<LeadView> csv;

  LeadExportService(LeadQueries leads) {
    this.csv = new CsvExport<>(new Exported(leads), LeadExportService::cell);
  }

  @Override
  public Outcome<List<String>> columns(ListQuery query) {
    return csv.columns(query);
  }

  @Override
  public Outcome<Long> csv(ListQuery query, boolean byteOrderMark, OutputStream to) {
    return csv.write(query, byteOrderMark, to);
  }

  private record Exported(LeadQueries leads) implements CsvExport.Source<LeadView> {

    @Override
    public FieldCatalogue<LeadView> fields() {
      return leads.fields();
    }

    @Override
    public Outcome<ListQuery> exportable(ListQuery query) {
      return leads.exportable(query);
    }

    @Override
    public Outcome<Long> export(ListQuery query, Consumer<LeadView> each) {
      return leads.export(query, each);
    }
  }

  private static String cell(@Nullable Object value) {
    return value instanceof Map<?, ?> byName
        ? Strings.nullToEmpty(
            new CustomFields(
                    byName.entrySet().stream()
                        .map(one -> new CustomField((String) one.getKey(), (String) one.getValue()))
                        .toList())
                .text())
        : CsvExport.usual(value);
  }
}
