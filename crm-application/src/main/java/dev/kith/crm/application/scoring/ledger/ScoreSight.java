package dev.kith.crm.application.scoring.ledger;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.Outcome;
import java.util.function.Supplier;

/** Who sees scores: whoever sees the lead, unless a role hides the field. */
public final class ScoreSight {

  private static final Permission VIEW = new Permission(Feature.LEAD, Action.VIEW);

  private ScoreSight() {}

  public static <T> Outcome<T> shown(Context context, Supplier<Outcome<T>> next) {
    return context.actor().grants().maskedFieldsOf(Feature.LEAD).contains("score")
        ? Outcome.refused(new Forbidden(VIEW.code(), "The scores of leads are hidden from you."))
        : next.get();
  }
}
