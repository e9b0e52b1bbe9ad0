package dev.kith.crm.http.lead;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.lead.LeadQueries.TagInUse;
import dev.kith.crm.http.pages.Section;
import dev.kith.crm.http.pages.Visit;
import java.util.List;

/** What a field for tags proposes while somebody types. */
record LeadTagOptions(List<String> options) {

  private static final int MOST = 10;

  LeadTagOptions {
    options = ImmutableList.copyOf(options);
  }

  /** Goes on from the last tag of the field, which stands behind the others. */
  static void answer(Visit visit) {
    // Of a field for tags, or of one that leads are filtered by.
    String typed = visit.query("tags") + visit.query("tag");
    int last = Math.max(typed.lastIndexOf(','), typed.lastIndexOf(';')) + 1;
    String before = typed.substring(0, last);
    String begun = typed.substring(last).stripLeading();
    visit.with(
        visit.crm().leadQueries().tags(begun, MOST),
        found ->
            visit.show(
                "lead/tagOptions.jte",
                "Tags",
                Section.LEADS,
                new LeadTagOptions(
                    begun.isEmpty()
                        ? List.of()
                        : found.stream()
                            .map(TagInUse::tag)
                            .map(tag -> before.isEmpty() ? tag : before + " " + tag)
                            .toList())));
  }
}
