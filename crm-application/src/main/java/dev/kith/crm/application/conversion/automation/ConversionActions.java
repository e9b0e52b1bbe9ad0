package dev.kith.crm.application.conversion.automation;

import com.google.common.base.Ascii;
import dev.kith.crm.application.automation.ActionKind;
import dev.kith.crm.application.automation.ActionKind.Parameter;
import dev.kith.crm.application.automation.ActionRun;
import dev.kith.crm.application.conversion.ConversionFeature;
import dev.kith.crm.application.conversion.Conversions.Convert;
import dev.kith.crm.application.conversion.Conversions.Converted;
import dev.kith.crm.application.conversion.Conversions.Deal;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.opportunity.OpportunityContent;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What rules can make of leads. */
public final class ConversionActions {

  private static final String OPPORTUNITY = "opportunity";

  private ConversionActions() {}

  public static List<ActionKind> all(ConversionFeature conversion) {
    return List.of(
        new ActionKind(
            "lead.convert",
            "Convert the lead",
            Set.of("lead"),
            List.of(
                Parameter.optional(
                    OPPORTUNITY,
                    "Name of an opportunity to open, such as Offer for {lead.company}",
                    Parameter.Type.TEXT)),
            Set.of(
                "lead.converted.v1",
                "account.created.v1",
                "contact.created.v1",
                "opportunity.created.v1"),
            run -> converted(conversion, run)));
  }

  private static Outcome<String> converted(ConversionFeature conversion, ActionRun run) {
    Convert command = Convert.of(new LeadId(run.record().id()));
    return conversion
        .conversions(run.context())
        .convert(run.said(OPPORTUNITY) == null ? command : command.opening(deal(run)))
        .map(ConversionActions::words);
  }

  private static Deal deal(ActionRun run) {
    return Deal.of(
        Map.of(
            OpportunityField.NAME.code(),
            Ascii.truncate(run.text(OPPORTUNITY), OpportunityContent.LONGEST_NAME, "…")));
  }

  private static String words(Converted converted) {
    return converted.already() ? "The lead had been converted before." : "The lead was converted.";
  }
}
