package dev.kith.crm.application.intake.contact;

import dev.kith.crm.application.kernel.AggregateStore;
import dev.kith.crm.domain.intake.contact.QuietHours;
import java.util.UUID;

/**
 * Keeps the quiet hours under {@link QuietHours#ID}. They are there from the beginning, as {@link
 * QuietHours#USUAL}, so none can be added.
 */
public interface QuietHoursStore extends AggregateStore<UUID, QuietHours> {

  /** Those in force. */
  default QuietHours hours() {
    return find(QuietHours.ID).orElseThrow();
  }
}
