package dev.kith.crm.http.intake.duplicates.merge;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.domain.intake.duplicates.merge.MergeChoice;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.http.lead.LeadWords;
import dev.kith.crm.http.pages.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Leads side by side.
 *
 * @param leads the winner first
 * @param rows a row for each field that any of them has
 */
record MergePage(List<LeadView> leads, List<Row> rows, Problems problems) {

  MergePage {
    leads = ImmutableList.copyOf(leads);
    rows = ImmutableList.copyOf(rows);
  }

  /**
   * A field of all leads.
   *
   * @param differs whether there is something to pick
   */
  record Row(String field, String label, List<Cell> cells, boolean differs) {
    Row {
      cells = ImmutableList.copyOf(cells);
    }
  }

  /**
   * What one lead has in a field.
   *
   * @param chosen whether it is kept, unless somebody picks another
   */
  record Cell(LeadId lead, @Nullable String text, boolean chosen) {}

  /**
   * @param hidden codes of the fields that the person may not see
   * @param sent what was picked before, if the page is shown again
   */
  static MergePage of(
      List<LeadView> leads, Set<String> hidden, Map<String, String> sent, Problems problems) {
    List<Row> rows = new ArrayList<>();
    for (LeadField field : LeadField.values()) {
      // The system goes with the id in it, and consent follows from all that was said.
      if (field != LeadField.EXTERNAL_SYSTEM
          && !field.isConsent()
          && !hidden.contains(field.code())) {
        rows.add(
            row(field.code(), field.label(), leads, lead -> LeadWords.value(lead, field), sent));
      }
    }
    if (!hidden.contains(MergeChoice.OWNER)) {
      rows.add(row(MergeChoice.OWNER, "Owner", leads, MergePage::owner, sent));
    }
    return new MergePage(
        leads,
        rows.stream().filter(r -> r.cells().stream().anyMatch(c -> c.text() != null)).toList(),
        problems);
  }

  private static @Nullable String owner(LeadView lead) {
    return lead.owner() == null
        ? null
        : Objects.requireNonNullElse(lead.ownerName(), "Somebody else");
  }

  private static Row row(
      String field,
      String label,
      List<LeadView> leads,
      Function<LeadView, @Nullable String> text,
      Map<String, String> sent) {
    List<@Nullable String> texts = new ArrayList<>();
    leads.forEach(lead -> texts.add(text.apply(lead)));
    String picked = sent.get("pick." + field);
    int usual =
        field.equals(MergeChoice.OWNER)
            ? 0
            : IntStream.range(0, texts.size())
                .filter(i -> texts.get(i) != null)
                .findFirst()
                .orElse(0);
    int chosen =
        IntStream.range(0, leads.size())
            .filter(i -> leads.get(i).id().toString().equals(picked))
            .findFirst()
            .orElse(usual);
    List<Cell> cells =
        IntStream.range(0, leads.size())
            .mapToObj(i -> new Cell(leads.get(i).id(), texts.get(i), i == chosen))
            .toList();
    return new Row(field, label, cells, texts.stream().distinct().count() > 1);
  }

  LeadView winner() {
    return leads.getFirst();
  }

  List<LeadView> others() {
    return leads.subList(1, leads.size());
  }

  long differences() {
    return rows.stream().filter(Row::differs).count();
  }
}
