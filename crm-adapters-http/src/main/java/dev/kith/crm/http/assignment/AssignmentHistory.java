package dev.kith.crm.http.assignment;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;
import dev.kith.crm.http.pages.RecordWords.Field;
import java.util.Optional;

/** How the history of a pool reads. */
public final class AssignmentHistory {

  private AssignmentHistory() {}

  public static RecordWords words() {
    return RecordWords.of("assignment-pool", "assignment pool")
        .at("/assignment-pools/", new Permission(Feature.ASSIGNMENT, Action.VIEW))
        .untold()
        .title("name")
        .field("active", "Active", Reading.yesNo())
        .field("strategy", "Strategy", Reading.choice())
        .field("stickyOwner", "Sticky owner", Reading.yesNo())
        .field("territory", "Territory", Reading.choice())
        .field("language", "Language", Reading.choice())
        .field("calendar", "Calendar", new Reading.Records("calendar"))
        .field("fallback", "Fallback", new Reading.Records("user"))
        .field("members", "Members", new Reading.Records("user"))
        .field("deleted", "Deleted", Reading.yesNo())
        .others(code ->
            code.startsWith("member ")
                ? Optional.of(new Field("M" + code.substring(1), Reading.text()))
                : Optional.empty())
        .deed("assignment-pool.set-up", Deed.born("set the pool up"))
        .deed("assignment-pool.rewrite", Deed.changed("changed the pool"))
        .deed("assignment-pool.delete", Deed.gone("deleted the pool"))
        .build();
  }
}
