package dev.kith.crm.http.account;

import dev.kith.crm.application.account.AccountQueries;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.http.intake.duplicates.DuplicateHistory;
import dev.kith.crm.http.pages.EntryWords.Difference;
import dev.kith.crm.http.pages.Reading;
import dev.kith.crm.http.pages.RecordWords;
import dev.kith.crm.http.pages.RecordWords.Deed;
import dev.kith.crm.http.pages.RecordWords.Field;
import dev.kith.crm.http.pages.Visit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** How the history of an account reads. */
public final class AccountHistory {

  private AccountHistory() {}

  public static RecordWords words() {
    return RecordWords.of("account", "account")
        .nameless("an account")
        .at("/accounts/", new Permission(Feature.ACCOUNT, Action.VIEW))
        .title("name")
        .named(AccountHistory::names)
        .field("owner", "Owner", new Reading.Records("user"))
        .field("parent", "Parent account", new Reading.Records("account"))
        .field("stage", "Stage", Reading.text())
        .field("highWaterMark", "Highest stage", Reading.text())
        .field("deleted", "In the bin", Reading.yesNo())
        .field("mergedInto", "Merged into", new Reading.Records("account"))
        .field("merge", "Merge", new Reading.Records("merge"))
        .field("winner", "Stayed", new Reading.Records("account"))
        .field("losers", "Became part of it", new Reading.Records("account"))
        .others(
            code -> AccountField.named(code).map(field -> new Field(field.label(), Reading.text())))
        .asides(Set.of("deleted", "merge", "winner", "losers", "mergedInto"))
        .told(AccountHistory::deed)
        .build();
  }

  /** Of those that the reader may see; deleted ones too. */
  private static Map<UUID, String> names(Visit visit, Collection<UUID> ids) {
    AccountQueries accounts = visit.crm().accountQueries();
    return RecordWords.listed(ids, accounts.fields(), accounts::list, AccountView::displayName);
  }

  /** The key of the stage; those who do not see stages are not told. */
  private static String stage(AuditEntry entry) {
    return entry.changes().stream()
        .filter(change -> change.field().equals("stage"))
        .map(FieldChange::after)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("another stage");
  }

  private static Deed deed(AuditEntry entry, List<Difference> shown) {
    return switch (entry.action()) {
      case "account.create" -> Deed.born("created the account");
      case "account.edit" ->
          Deed.changed(
              "changed "
                  + switch (shown.size()) {
                    // What was changed is hidden from whoever looks.
                    case 0 -> "the account";
                    case 1 -> shown.getFirst().label();
                    default -> shown.size() + " fields";
                  });
      case "account.assign" -> Deed.of("gave the account to somebody else", "user", "");
      case "account.note" -> Deed.of("wrote a note", "note", "note").saying("note");
      case "account.transition" ->
          Deed.of("brought the account to " + stage(entry), "right", "").saying("reason");
      case "account.delete" -> Deed.gone("moved the account to the bin").alone();
      case "account.restore" -> Deed.of("restored the account from the bin", "restore", "");
      case "account.merge" -> Deed.of(DuplicateHistory.merged(entry, "account"), "copy", "step");
      case "account.undo-merge" -> Deed.of("undid a merge", "restore", "");
      case "account.follow" ->
          Deed.of("moved the account along with the one it belongs to", "company", "");
      default -> Deed.of("did: " + RecordWords.deed(entry), "audit", "");
    };
  }
}
