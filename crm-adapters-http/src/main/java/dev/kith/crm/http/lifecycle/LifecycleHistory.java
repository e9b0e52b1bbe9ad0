package dev.kith.crm.http.lifecycle;

import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;

/** How the history of the lifecycle itself reads. */
public final class LifecycleHistory {

  private LifecycleHistory() {}

  public static RecordWords words() {
    return RecordWords.of("lifecycle", "lifecycle")
        .at("/lifecycle/stages", new Permission(Feature.ACCOUNT, Action.VIEW))
        .untold()
        .field("stages", "Stages", Reading.text())
        .field("transitions", "Ways", Reading.text())
        .deed("lifecycle.set", Deed.changed("changed the lifecycle"))
        .build();
  }
}
