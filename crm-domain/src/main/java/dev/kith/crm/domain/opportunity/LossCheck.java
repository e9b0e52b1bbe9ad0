package dev.kith.crm.domain.opportunity;

import dev.kith.crm.domain.competitor.Competitor;
import dev.kith.crm.domain.opportunity.OpportunityStatus.Loss;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.shared.Checks;
import org.jspecify.annotations.Nullable;

/** Whether it is said why something is lost, and only where something is. */
final class LossCheck {

  /**
   * @param competitor what who got it instead is called; null for nobody
   */
  record Read(Loss loss, @Nullable String competitor) {}

  private LossCheck() {}

  static @Nullable Read read(Checks checks, Stage to, @Nullable ToldLoss told) {
    return switch (to.type()) {
      case LOST -> {
        String reason =
            checks.text(
                "reason",
                told == null ? null : told.draft().reason(),
                Opportunity.LONGEST_REASON,
                false);
        if (reason == null) {
          checks.add("reason", "required", "Say why the opportunity is lost.");
        }
        Competitor competitor =
            told == null
                ? null
                : told.known().read(checks, "competitor", told.draft().competitor());
        yield reason == null
            ? null
            : new Read(
                new Loss(reason, competitor == null ? null : competitor.id()),
                competitor == null ? null : competitor.content().name());
      }
      case OPEN, WON -> {
        if (told != null) {
          checks.add("reason", "lost-only", "Only what is lost has a reason for it.");
        }
        yield null;
      }
    };
  }
}
