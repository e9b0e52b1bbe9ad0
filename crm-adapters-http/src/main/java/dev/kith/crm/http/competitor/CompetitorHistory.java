package dev.kith.crm.http.competitor;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;

/** How the history of a competitor reads. */
public final class CompetitorHistory {

  private CompetitorHistory() {}

  public static RecordWords words() {
    return RecordWords.of("competitor", "competitor")
        .at("/competitors/", new Permission(Feature.COMPETITOR, Action.VIEW))
        .title("name")
        .field("website", "Website", Reading.text())
        .field("note", "Strengths and weaknesses", Reading.text())
        .field("active", "Active", Reading.yesNo())
        .deed("competitor.add", Deed.born("put the competitor into the catalogue"))
        .deed("competitor.edit", Deed.changed("changed the competitor"))
        .deed("competitor.retire", Deed.gone("retired the competitor"))
        .field("mergedInto", "Merged into", new Reading.Records("competitor"))
        .deed("competitor.merge", Deed.changed("merged the competitor"))
        .deed("competitor.reinstate", Deed.of("reinstated the competitor", "restore", "step"))
        .build();
  }
}
