package dev.kith.crm.http.conversion;

import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.conversion.Conversion;
import dev.kith.crm.domain.conversion.Part;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.opportunity.OpportunityId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.http.pages.Visit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The records of conversions, by the names that somebody knows them by. */
public final class Records {

  private Records() {}

  /**
   * @param href null where the person may not see the record
   */
  public record Named(
      String kind, String name, @Nullable String href, String how, boolean binned) {}

  static List<Named> of(Visit visit, Conversion conversion) {
    List<Named> named = new ArrayList<>();
    for (Target target : Target.values()) {
      Part part = conversion.part(target);
      if (part != null) {
        named.add(named(visit, target, part));
      }
    }
    return named;
  }

  private static Named named(Visit visit, Target target, Part part) {
    UUID id = part.id();
    String how = ConversionWords.how(part.how());
    return switch (target) {
      case ACCOUNT ->
          visit.crm().accountQueries().get(new AccountId(id))
                  instanceof Outcome.Done<AccountView>(var view)
              ? new Named(
                  target.label(),
                  view.displayName(),
                  "/accounts/" + id,
                  how,
                  view.revision().isDeleted())
              : unseen(target, how);
      case CONTACT ->
          visit.crm().contactQueries().get(new ContactId(id))
                  instanceof Outcome.Done<ContactView>(var view)
              ? new Named(
                  target.label(),
                  view.displayName(),
                  "/contacts/" + id,
                  how,
                  view.revision().isDeleted())
              : unseen(target, how);
      case OPPORTUNITY ->
          visit.crm().opportunityQueries().get(new OpportunityId(id))
                  instanceof Outcome.Done<OpportunityView>(var view)
              ? new Named(
                  target.label(),
                  view.displayName(),
                  "/opportunities/" + id,
                  how,
                  view.revision().isDeleted())
              : unseen(target, how);
    };
  }

  private static Named unseen(Target target, String how) {
    return new Named(target.label(), "Not visible to you", null, how, false);
  }

  static String lead(Visit visit, LeadId id) {
    return visit.crm().leadQueries().get(id) instanceof Outcome.Done<LeadView>(var view)
        ? view.displayName()
        : "A lead that you may not see";
  }
}
