package dev.kith.crm.application.intake.rows;

import com.google.common.base.Suppliers;
import dev.kith.crm.application.Storage;
import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.account.AccountFeature;
import dev.kith.crm.application.contact.PeopleFeature;
import dev.kith.crm.application.currency.CurrencyFeature;
import dev.kith.crm.application.intake.rows.RecordTakeBack.Trace;
import dev.kith.crm.application.intake.rows.together.AccountsAsRead;
import dev.kith.crm.application.intake.rows.together.AccountsInHand;
import dev.kith.crm.application.intake.rows.together.CompetitorsAsRead;
import dev.kith.crm.application.intake.rows.together.ContactsInHand;
import dev.kith.crm.application.intake.rows.together.LinesInHand;
import dev.kith.crm.application.intake.rows.together.OpportunitiesInHand;
import dev.kith.crm.application.intake.rows.together.OwnersAsRead;
import dev.kith.crm.application.intake.rows.together.PipelinesAsRead;
import dev.kith.crm.application.intake.rows.together.ProductsInHand;
import dev.kith.crm.application.intake.rows.together.RowsInOneGo;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.lead.LeadUpserts.TakenBack;
import dev.kith.crm.application.opportunity.OpportunityFeature;
import dev.kith.crm.application.opportunity.OpportunityLines;
import dev.kith.crm.application.product.ProductFeature;
import dev.kith.crm.domain.intake.RecordKind;
import dev.kith.crm.domain.intake.RecordMapping;
import dev.kith.crm.domain.shared.PhoneReader;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Knows how rows become records, kind by kind. */
public record RecordIntake(
    Kernel kernel,
    Owners owners,
    PhoneReader phones,
    AccountFeature accounts,
    PeopleFeature people,
    OpportunityFeature opportunities,
    ProductFeature products,
    CurrencyFeature currencies) {

  /** Brings rows in one by one, each written before the next is looked at. */
  public RecordRows oneByOne(RecordMapping mapping, Context context) {
    AccountLookup lookup = AccountLookup.in(accounts.queries(context));
    OwnerLookup owning = new OwnerLookup(owners);
    Storage storage = kernel.storage();
    RecordRows rows =
        switch (mapping.kind()) {
          case ACCOUNT ->
              new AccountRows(
                  kernel.transactions(),
                  storage.accounts(),
                  accounts.accounts(context),
                  lookup,
                  owning);
          case CONTACT ->
              new ContactRows(
                  kernel.transactions(),
                  storage.people(),
                  people.people(context),
                  phones,
                  lookup,
                  owning);
          case OPPORTUNITY ->
              new OpportunityRows(
                  kernel.now(),
                  kernel.transactions(),
                  storage.opportunities(),
                  storage.pipelines(),
                  opportunities.ofRows(context),
                  lookup,
                  owning,
                  new NamedCompetitors(storage.competitors()),
                  new RowLines(
                      new ProductLookup(storage.products()),
                      opportunities.linesOfRows(context),
                      storage.opportunities(),
                      Suppliers.memoize(currencies::reportCurrency),
                      mapping.every()),
                  mapping.every());
          case PRODUCT ->
              new ProductRows(
                  storage.products(),
                  products.products(context),
                  new ProductLookup(storage.products()));
        };
    return new RowsOneByOne(kernel.transactions(), rows);
  }

  /**
   * Undoes what rows have done to records, in the name of an actor, as caused by the import.
   *
   * @param together whether the records may be read and written by sets
   */
  public List<TakenBack> takeBack(
      RecordKind kind, Context context, List<Trace> traces, boolean together) {
    String cause = Objects.requireNonNull(context.cause(), "an import that is taken back");
    // Stays that are taken back are not in hand.
    if (!together || traces.stream().anyMatch(OpportunitiesAsBefore::isMove)) {
      return new RecordTakeBack(
              kernel, kernel.transactions(), asBeforeOneByOne(kind, context), cause)
          .of(traces);
    }
    RowsInOneGo rows = new RowsInOneGo(kernel);
    return new RecordTakeBack(kernel, rows, asBeforeTogether(kind, context, rows), cause)
        .of(traces);
  }

  private RecordsAsBefore asBeforeOneByOne(RecordKind kind, Context context) {
    Storage storage = kernel.storage();
    return switch (kind) {
      case ACCOUNT -> new AccountsAsBefore(storage.accounts(), accounts.accounts(context));
      case CONTACT -> new ContactsAsBefore(storage.people(), people.people(context));
      case OPPORTUNITY ->
          new OpportunitiesAsBefore(
              kernel.transactions(),
              storage.opportunities(),
              opportunities.opportunities(context),
              new RowLinesAsBefore(opportunities.linesOfRows(context), storage.opportunities()));
      case PRODUCT -> new ProductsAsBefore(storage.products(), products.products(context));
    };
  }

  private RecordsAsBefore asBeforeTogether(RecordKind kind, Context context, RowsInOneGo rows) {
    Storage storage = kernel.storage();
    AccountsInHand known = new AccountsInHand(rows, storage.accounts());
    AccountsAsRead related = new AccountsAsRead(known);
    Owners asked = new OwnersAsRead(owners);
    return switch (kind) {
      case ACCOUNT ->
          new AsBeforeTogether(
              rows,
              new AccountsAsBefore(known, accounts.together(rows.kernel(), context, known, asked)),
              known,
              known,
              () -> {},
              () -> {});
      case CONTACT -> {
        ContactsInHand contacts = new ContactsInHand(rows, storage.people());
        yield new AsBeforeTogether(
            rows,
            new ContactsAsBefore(
                contacts, people.together(rows.kernel(), context, contacts, asked, related)),
            contacts,
            known,
            () -> {},
            () -> {});
      }
      case OPPORTUNITY -> {
        OpportunitiesInHand deals = new OpportunitiesInHand(rows, storage.opportunities());
        PipelinesAsRead pipelines = new PipelinesAsRead(storage.pipelines());
        LinesInHand lines = new LinesInHand(rows, storage.opportunityLines(), deals);
        OpportunityLines replacing =
            opportunities.linesTogether(
                rows.kernel(),
                context,
                deals,
                lines,
                new ProductsInHand(rows, storage.products()),
                pipelines,
                Suppliers.memoize(currencies::reportCurrency));
        yield new AsBeforeTogether(
            rows,
            new OpportunitiesAsBefore(
                rows,
                deals,
                opportunities.together(
                    rows.kernel(),
                    context,
                    deals,
                    pipelines,
                    asked,
                    related,
                    storage.competitors()),
                new RowLinesAsBefore(replacing, deals)),
            deals,
            known,
            lines::meet,
            lines::save);
      }
      case PRODUCT -> {
        ProductsInHand catalogue = new ProductsInHand(rows, storage.products());
        yield new AsBeforeTogether(
            rows,
            new ProductsAsBefore(catalogue, products.together(rows.kernel(), context, catalogue)),
            catalogue,
            known,
            () -> {},
            () -> {});
      }
    };
  }

  /** Brings rows in that are written together, with what they refer to read together. */
  public RecordRows together(RecordMapping mapping, Context context) {
    Storage storage = kernel.storage();
    RowsInOneGo rows = new RowsInOneGo(kernel);
    AccountsInHand known = new AccountsInHand(rows, storage.accounts());
    AccountsAsRead related = new AccountsAsRead(known);
    AccountLookup lookup = AccountLookup.among(known, context.actor());
    Owners asked = new OwnersAsRead(owners);
    OwnerLookup owning = new OwnerLookup(asked);
    return switch (mapping.kind()) {
      case ACCOUNT ->
          new RowsTogether(
              rows,
              new AccountRows(
                  rows,
                  known,
                  accounts.together(rows.kernel(), context, known, asked),
                  lookup,
                  owning),
              known,
              List.of(new NamedAccounts(known)),
              () -> {},
              () -> {});
      case CONTACT -> {
        ContactsInHand contacts = new ContactsInHand(rows, storage.people());
        yield new RowsTogether(
            rows,
            new ContactRows(
                rows,
                contacts,
                people.together(rows.kernel(), context, contacts, asked, related),
                phones,
                lookup,
                owning),
            contacts,
            List.of(new NamedAccounts(known)),
            () -> {},
            () -> {});
      }
      case OPPORTUNITY -> {
        OpportunitiesInHand deals = new OpportunitiesInHand(rows, storage.opportunities());
        PipelinesAsRead pipelines = new PipelinesAsRead(storage.pipelines());
        LinesInHand lines = new LinesInHand(rows, storage.opportunityLines(), deals);
        ProductsInHand catalogue = new ProductsInHand(rows, storage.products());
        NamedCompetitors rivals =
            new NamedCompetitors(new CompetitorsAsRead(storage.competitors()));
        Supplier<Currency> usual = Suppliers.memoize(currencies::reportCurrency);
        yield new RowsTogether(
            rows,
            new OpportunityRows(
                kernel.now(),
                rows,
                deals,
                pipelines,
                opportunities.together(
                    rows.kernel(), context, deals, pipelines, asked, related, rivals.competitors()),
                lookup,
                owning,
                rivals,
                new RowLines(
                    new ProductLookup(catalogue),
                    opportunities.linesTogether(
                        rows.kernel(), context, deals, lines, catalogue, pipelines, usual),
                    deals,
                    usual,
                    mapping.every()),
                mapping.every()),
            deals,
            List.of(new NamedAccounts(known), new NamedProducts(catalogue), rivals),
            () -> {
              deals.meetRanks();
              lines.meet();
            },
            lines::save);
      }
      case PRODUCT -> {
        ProductsInHand catalogue = new ProductsInHand(rows, storage.products());
        yield new RowsTogether(
            rows,
            new ProductRows(
                catalogue,
                products.together(rows.kernel(), context, catalogue),
                new ProductLookup(catalogue)),
            catalogue,
            List.of(new NamedProducts(catalogue)),
            () -> {},
            () -> {});
      }
    };
  }
}
