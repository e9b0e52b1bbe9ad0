package dev.kith.crm.application.task.feed;

import dev.kith.crm.application.access.AccessFeature;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;

/** Wires the addresses under which calendars read tasks. */
public final class FeedFeature {

  private final Kernel kernel;
  private final AccessFeature access;

  public FeedFeature(Kernel kernel, AccessFeature access) {
    this.kernel = kernel;
    this.access = access;
  }

  public CalendarFeed feed(Context context) {
    return new CalendarFeedService(
        kernel,
        context.actor().id(),
        access.apiTokens(context),
        access.apiTokens(context.further()));
  }
}
