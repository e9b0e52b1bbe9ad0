package dev.kith.crm.domain.opportunity;

import dev.kith.crm.domain.opportunity.OpportunityStatus.Loss;
import dev.kith.crm.domain.pipeline.Stage;
import dev.kith.crm.domain.shared.Checks;
import org.jspecify.annotations.Nullable;

/** Whether it is said why something is lost, and only where something is. */
final class LossCheck {

  private LossCheck() {}

  static @Nullable Loss read(Checks checks, Stage to, @Nullable Loss loss) {
    return switch (to.type()) {
      case LOST -> {
        String reason =
            checks.text(
                "reason", loss == null ? null : loss.reason(), Opportunity.LONGEST_REASON, false);
        if (reason == null) {
          checks.add("reason", "required", "Say why the opportunity is lost.");
        }
        String competitor =
            checks.text(
                "competitor",
                loss == null ? null : loss.competitor(),
                Opportunity.LONGEST_COMPETITOR,
                false);
        yield reason == null ? null : new Loss(reason, competitor);
      }
      case OPEN, WON -> {
        if (loss != null) {
          checks.add("reason", "lost-only", "Only what is lost has a reason for it.");
        }
        yield null;
      }
    };
  }
}
