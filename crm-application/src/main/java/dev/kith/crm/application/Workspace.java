package dev.kith.crm.application;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.lead.LeadQueries;
import dev.kith.crm.application.lead.Leads;

/**
 * The CRM as one actor uses it: every port checks that actor's permissions. Cheap to make; make one for each call or each
 * conversation.
 */
public final class Workspace {

  private final Crm crm;
  private final Context context;

  Workspace(Crm crm, Context context) {
    this.crm = crm;
    this.context = context;
  }

  /**
   * The same, but the next command is carried out at most once under this key. A repetition within 24 hours answers the first
   * result; the same key with another command is refused with {@code idempotency-key-reused}.
   *
   * @param key 1 to 255 visible ASCII characters
   */
  public Workspace idempotent(String key) {
    return idempotent(key, () -> {});
  }

  /** @param onReplay told when the answer was remembered and nothing was done */
  public Workspace idempotent(String key, Runnable onReplay) {
    return new Workspace(crm, context.idempotent(key, onReplay));
  }

  /** The same, but the next command on a record is refused with {@code stale-version} unless the record is at this version. */
  public Workspace expecting(long version) {
    return new Workspace(crm, context.expecting(version));
  }

  /** The same, with a name for the call that the audit trail keeps. */
  public Workspace request(String requestId) {
    return new Workspace(crm, context.request(requestId));
  }

  public Context context() {
    return context;
  }

  public Leads leads() {
    return crm.leadFeature().leads(context);
  }

  public LeadQueries leadQueries() {
    return crm.leadFeature().queries(context);
  }
}
