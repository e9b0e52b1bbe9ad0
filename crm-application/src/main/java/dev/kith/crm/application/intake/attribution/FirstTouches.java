package dev.kith.crm.application.intake.attribution;

import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.Births;
import dev.kith.crm.domain.intake.attribution.AttributionRules;
import dev.kith.crm.domain.intake.attribution.Touch;
import dev.kith.crm.domain.intake.attribution.TouchDraft;
import dev.kith.crm.domain.intake.attribution.TouchId;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.shared.DomainEvent;
import java.time.Instant;
import java.util.List;

/**
 * Makes a touch of the campaign that a lead is captured with: from a form, a batch or a file. It is
 * never refused, since the lead itself keeps the campaign anyhow.
 */
record FirstTouches(Kernel kernel) implements Births {

  /** By this a touch is known that was told by the fields of the lead. */
  static final String KEY = "capture";

  @Override
  public List<DomainEvent> born(List<Lead> leads) {
    List<Lead> campaigned = leads.stream().filter(FirstTouches::hasCampaign).toList();
    if (!campaigned.isEmpty()) {
      AttributionRules rules = kernel.storage().attributionRules().rules().rejectingNothing();
      kernel
          .storage()
          .touches()
          .addAll(campaigned.stream().map(lead -> touch(lead, rules)).toList());
    }
    // The birth itself announces the campaign.
    return List.of();
  }

  private Touch touch(Lead lead, AttributionRules rules) {
    Instant born = lead.revision().createdAt();
    TouchDraft draft = TouchDraft.of(lead.content().attribution()).deliveredAs(KEY).at(born);
    return new Touch(
        new TouchId(kernel.ids().next()), lead.id(), born, rules.read(draft, born).orElseThrow());
  }

  private static boolean hasCampaign(Lead lead) {
    return !TouchDraft.of(lead.content().attribution()).equals(TouchDraft.EMPTY);
  }
}
