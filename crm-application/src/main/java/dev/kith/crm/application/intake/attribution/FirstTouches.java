package dev.kith.crm.application.intake.attribution;

import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.Births;
import dev.kith.crm.domain.intake.attribution.AttributionRules;
import dev.kith.crm.domain.intake.attribution.Touch;
import dev.kith.crm.domain.intake.attribution.TouchId;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.shared.DomainEvent;
import java.util.List;

/** Makes a touch of the campaign that a lead is captured with: from a form, a batch or a file. */
record FirstTouches(Kernel kernel) implements Births {

  @Override
  public List<DomainEvent> born(List<Lead> leads) {
    List<Lead> campaigned = leads.stream().filter(Touch::isTold).toList();
    if (!campaigned.isEmpty()) {
      AttributionRules rules = kernel.storage().attributionRules().rules();
      kernel
          .storage()
          .touches()
          .addAll(
              campaigned.stream()
                  .map(lead -> Touch.atBirth(new TouchId(kernel.ids().next()), lead, rules))
                  .toList());
    }
    // The birth itself announces the campaign.
    return List.of();
  }
}
