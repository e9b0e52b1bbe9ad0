package dev.kith.crm.http.lead;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.pages.Person;
import dev.kith.crm.http.pages.Words;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The list of leads.
 *
 * @param name the column of names, which can be sorted unless names are hidden
 * @param order how the list is sorted
 * @param total how many fit the filters
 * @param convertAll where all that the filters find are converted at once; null where nobody may
 * @param next the address of the page after this; null on the last
 * @param problems what is wrong with the address
 */
record LeadListPage(
    LeadListState state,
    Column name,
    List<Column> columns,
    List<Field<LeadView>> choices,
    SortKey order,
    List<LeadView> leads,
    long total,
    @Nullable String convertAll,
    @Nullable String next,
    List<Person> owners,
    List<Violation> problems) {

  LeadListPage {
    columns = ImmutableList.copyOf(columns);
    choices = ImmutableList.copyOf(choices);
    leads = ImmutableList.copyOf(leads);
    owners = ImmutableList.copyOf(owners);
    problems = ImmutableList.copyOf(problems);
  }

  record Column(String name, String label, boolean sortable) {}

  /** A filter that is in force. */
  record Chip(String text, String without) {}

  String sortHref(Column column) {
    boolean upNow = order.field().equals(column.name()) && !order.descending();
    return state.sortedBy(new SortKey(column.name(), upNow).toString()).href();
  }

  @Nullable String ariaSort(Column column) {
    if (!column.sortable()) {
      return null;
    }
    return order.field().equals(column.name())
        ? (order.descending() ? "descending" : "ascending")
        : "none";
  }

  List<Chip> chips() {
    ImmutableList.Builder<Chip> chips = ImmutableList.builder();
    chip(chips, "q", "Search: ", state.q());
    chip(chips, "status", "Status: ", Words.ofChoice(state.status()));
    chip(chips, "owner", "Owner: ", ownerWords());
    chip(chips, "source", "Source: ", state.source());
    chip(chips, "tag", "Tag: ", state.tag());
    chip(chips, "country", "Country: ", Words.country(state.country()));
    return chips.build();
  }

  /** Whether leads have tags, as far as the reader sees. */
  boolean hasTags() {
    return choices.stream().anyMatch(field -> field.name().equals(LeadField.TAGS.code()));
  }

  private void chip(ImmutableList.Builder<Chip> chips, String name, String before, String text) {
    if (!text.isEmpty()) {
      chips.add(new Chip(before + text, state.withoutFilter(name).href()));
    }
  }

  private String ownerWords() {
    return switch (state.owner()) {
      case "" -> "";
      case "me" -> "me";
      case "nobody" -> "nobody";
      default ->
          owners.stream()
              .filter(o -> o.id().toString().equals(state.owner()))
              .map(Person::name)
              .findFirst()
              .orElse("somebody else");
    };
  }

  /** The text of a cell; empty where there is none. */
  static String text(LeadView lead, String column) {
    Optional<LeadField> field = LeadField.named(column);
    if (field.isPresent()) {
      String text = LeadWords.value(lead, field.get());
      return text == null ? "" : text;
    }
    return switch (column) {
      case "score" -> lead.score() == null ? "" : lead.score().toString();
      case "grade" -> lead.grade() == null ? "" : lead.grade().name();
      case "quality" -> lead.quality() == null ? "" : Integer.toString(lead.quality().points());
      case "reason" ->
          lead.status() instanceof dev.kith.crm.domain.lead.LeadStatus.Disqualified d
              ? Words.of(d.reason())
              : "";
      case "comment" ->
          lead.status() instanceof dev.kith.crm.domain.lead.LeadStatus.Disqualified d
                  && d.comment() != null
              ? d.comment()
              : "";
      default -> "";
    };
  }

  boolean isFirst() {
    return state.cursor().isEmpty();
  }
}
