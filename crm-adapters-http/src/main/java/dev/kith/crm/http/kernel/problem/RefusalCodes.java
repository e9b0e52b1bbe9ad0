package dev.kith.crm.http.kernel.problem;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.http.kernel.problem.ProblemCodes.Entry;
import java.util.List;

/** What the API says of each refusal of the CRM. */
final class RefusalCodes {

  static final List<Entry> ENTRIES =
      ImmutableList.of(
          // In every feature.
          entry(
              "invalid",
              422,
              "Invalid input",
              "The input breaks rules; every problem is listed in errors, each with a JSON"
                  + " Pointer."),
          entry(
              "not-found",
              404,
              "Not found",
              "There is no such record, or the caller may not see it: both look the same on"
                  + " purpose."),
          entry(
              "forbidden",
              403,
              "Forbidden",
              "The caller lacks the permission that stands in the problem."),
          entry(
              "stale-version",
              409,
              "Changed meanwhile",
              "Somebody changed the record since it was read. Answered with 412 where the request"
                  + " had If-Match; the ETag header has the present version."),
          entry(
              "invalid-transition",
              409,
              "Transition not allowed",
              "The state of the record does not allow this step; allowed lists those that it"
                  + " does."),
          entry(
              "idempotency-key-reused",
              422,
              "Idempotency key reused",
              "The key was used before for another request."),
          entry(
              "idempotency-in-progress",
              409,
              "Still in progress",
              "The first request with this idempotency key has not finished; try again shortly."),
          // Leads.
          entry(
              "lead-email-taken",
              409,
              "E-mail address taken",
              "Another live lead has this e-mail address; holder is its id, where the caller may"
                  + " see it."),
          entry(
              "lead-external-id-taken",
              409,
              "External id taken",
              "Another live lead has this id of the same other system; holder is its id, where the"
                  + " caller may see it."),
          entry(
              "lead-phone-taken",
              409,
              "Telephone number taken",
              "What is brought in has the telephone number of a lead that the caller may not see."),
          entry(
              "lead-match-ambiguous",
              409,
              "Several leads match",
              "What is brought in matches several leads by fields; it cannot be told which one is"
                  + " meant."),
          entry("lead-deleted", 409, "Lead deleted", "The lead lies in the bin; restore it first."),
          entry(
              "lead-merged",
              409,
              "Lead merged",
              "The lead has been merged into the lead whose id is into; use that one."),
          entry(
              "duplicate-candidates",
              409,
              "Possible duplicates",
              "There may be such records already: candidates lists them with type, id, name, score"
                  + " and reasons, the likeliest first. Link one of them, or send the resolution to"
                  + " have a new one."),
          entry(
              "undo-blocked",
              409,
              "Undo blocked",
              "Something newer hangs on what the conversion created: blockers lists it with code,"
                  + " type and, where the caller may see it, id."),
          entry(
              "conversion-undone",
              409,
              "Conversion undone",
              "The conversion has been undone already."),
          entry(
              "account-merged",
              409,
              "Account merged",
              "The account has been merged into the account whose id is into; use that one."),
          entry(
              "contact-merged",
              409,
              "Contact merged",
              "The contact has been merged into the contact whose id is into; use that one."),
          entry("merge-undone", 409, "Merge undone", "The merge has been undone already."),
          entry(
              "lead-converted",
              409,
              "Lead converted",
              "The lead has been converted and can no longer be changed."),
          entry(
              "too-many-touches",
              422,
              "Too many touches",
              "The lead has as many touches as are kept of one; most is how many."),
          entry(
              "too-many-consents",
              422,
              "Too many consents",
              "The ledger of the lead has as many lines as are kept of one; most is how many. A no"
                  + " is kept nevertheless."),
          entry(
              "unknown-owner",
              422,
              "Unknown owner",
              "There is no active user of this id who could own the record."),
          entry(
              "batch-refused",
              409,
              "Batch refused",
              "This entry was good, but others of the atomic batch were not."),
          // Accounts.
          entry(
              "account-domain-taken",
              409,
              "Domain taken",
              "Another live account has this domain; holder is its id, where the caller may see"
                  + " it."),
          entry(
              "account-external-id-taken",
              409,
              "External id taken",
              "Another live account has this id of the same other system; holder is its id, where"
                  + " the caller may see it."),
          entry(
              "account-deleted",
              409,
              "Account deleted",
              "The account lies in the bin; restore it first."),
          entry(
              "transition-requirements",
              422,
              "More is needed for this stage",
              "The way to the stage is there, but not open: missing has the fields that must be"
                  + " filled first, unreasoned says whether a reason is missing, and guard has the"
                  + " condition that does not hold; each is listed in errors."),
          entry(
              "lifecycle-stage-in-use",
              409,
              "Stage in use",
              "Accounts are in stages that were to go: stages has their keys, and accounts how many"
                  + " accounts that are, those in the bin included."),
          entry(
              "account-has-children",
              409,
              "Account has children",
              "Other accounts belong to this one: those of them that the caller may see are"
                  + " children; more says whether there are others."),
          entry(
              "account-circular",
              422,
              "Circular hierarchy",
              "The account would belong to itself, straight or through others."),
          entry(
              "account-too-deep",
              422,
              "Hierarchy too deep",
              "The hierarchy would have more levels than most."),
          entry(
              "unknown-parent",
              422,
              "Unknown parent",
              "There is no live account of this id, that the caller sees, to belong to."),
          // Opportunities and pipelines.
          entry(
              "opportunity-deleted",
              409,
              "Opportunity deleted",
              "The opportunity lies in the bin; restore it first."),
          entry(
              "opportunity-external-id-taken",
              409,
              "External id taken",
              "Another live opportunity has this id of the same other system; holder is its id,"
                  + " where the caller may see it."),
          entry(
              "opportunity-decided",
              409,
              "Opportunity decided",
              "The opportunity is won or lost, as decision says, and moves no more; reopen it"
                  + " first."),
          entry(
              "board-stale",
              409,
              "Board stale",
              "None of the neighbours that were named is in the stage any more; read the board"
                  + " again."),
          entry(
              "wip-limit",
              409,
              "Stage full",
              "As many opportunities are in the stage as there may be: limit, and count of them."),
          entry(
              "too-many-watches",
              409,
              "Too many watches",
              "So many boards are watched at once, by the caller or by all, that no more are: most"
                  + " of them. End some, or read the board now and then."),
          entry(
              "move-stands",
              409,
              "Move stands",
              "The last move is not taken back; reason says why: not-moved, moved-by-others,"
                  + " changed-since, too-late or stage-gone."),
          // Contact roles.
          entry(
              "contact-role-in-use",
              409,
              "Role in use",
              "Roles that were to go belong to somebody, or did once: roles has their keys, and"
                  + " count how many relationships that are; retire them instead."),
          entry(
              "unknown-contact-role",
              422,
              "Unknown contact role",
              "There is no such role that can be taken for a record of this kind."),
          entry(
              "unknown-contact",
              422,
              "Unknown contact",
              "There is no live contact of this id, that the caller sees, to take a role."),
          entry(
              "relationship-exists",
              409,
              "Role held already",
              "The contact has this role there at a time when they would have it again:"
                  + " relationship is its id."),
          entry(
              "relationship-ended",
              409,
              "Role ended",
              "The role has ended, and changes no more; let it begin anew."),
          entry(
              "target-deleted",
              409,
              "Target deleted",
              "The record for which contacts would have a role lies in the bin; restore it first."),
          // Contacts.
          entry(
              "contact-email-taken",
              409,
              "E-mail address taken",
              "Another live contact has this primary e-mail address; holder is its id, where the"
                  + " caller may see it."),
          entry(
              "contact-external-id-taken",
              409,
              "External id taken",
              "Another live contact has this id of the same other system; holder is its id, where"
                  + " the caller may see it."),
          entry(
              "contact-deleted",
              409,
              "Contact deleted",
              "The contact lies in the bin; restore it first."),
          entry(
              "unknown-account",
              422,
              "Unknown account",
              "There is no live account of this id, that the caller sees, to work at or to sell"
                  + " to."),
          entry(
              "unknown-stage",
              422,
              "Unknown stage",
              "There is no such pipeline, or no stage of this key in it."),
          entry(
              "stage-in-use",
              409,
              "Stage in use",
              "There are opportunities in a stage that would vanish or mean something else: count"
                  + " of them, those in the bin included. Merge it into another."),
          entry(
              "pipeline-in-use",
              409,
              "Pipeline in use",
              "There are opportunities in the pipeline: count of them, those in the bin"
                  + " included."),
          // Tasks.
          entry("task-deleted", 409, "Task deleted", "The task lies in the bin; restore it first."),
          entry(
              "unknown-related",
              422,
              "Unknown record",
              "There is no live record of this type and id, that the caller sees, that a task can"
                  + " be about."),
          // Assignment.
          entry(
              "pool-inactive",
              422,
              "Pool not active",
              "Nothing is assigned from a pool that is not active."),
          // Products.
          entry(
              "product-sku-taken",
              409,
              "Key taken",
              "Another product has this key, in whatever case; holder is its id."),
          entry(
              "product-external-id-taken",
              409,
              "External id taken",
              "Another product has this id of the same other system; holder is its id."),
          // Competitors.
          entry(
              "competitor-name-taken",
              409,
              "Name taken",
              "Another competitor is called so, however that is spelt; holder is its id."),
          entry(
              "competitor-merged",
              409,
              "Competitor merged",
              "The competitor has been merged into the competitor whose id is into; use that one."),
          // Calendars.
          entry(
              "default-calendar",
              422,
              "Default calendar",
              "The calendar is the default; make another one the default first."),
          // Currencies.
          entry(
              "no-exchange-rate",
              422,
              "No exchange rate",
              "There is no rate between the two currencies that counts on that day, neither"
                  + " directly nor over a third currency."),
          // Access.
          entry(
              "login-taken", 409, "Login taken", "Another user logs in with this e-mail address."),
          entry("name-taken", 409, "Name taken", "There is already one of this name."),
          entry(
              "last-administrator",
              422,
              "Last administrator",
              "Without this user nobody could administer access any more."),
          entry(
              "grants-too-wide",
              403,
              "Grants too wide",
              "Nobody hands out more than they hold themselves."),
          entry("built-in-role", 422, "Built-in role", "The role is built in and stays as it is."),
          entry("still-in-use", 409, "Still in use", "Users still belong to it; move them first."),
          entry(
              "wrong-credentials",
              401,
              "Wrong credentials",
              "Login and password do not fit, or the user is deactivated: which of these is not"
                  + " said."),
          entry(
              "too-many-attempts",
              429,
              "Too many attempts",
              "Too many failed log-ins; Retry-After says when to try again."),
          // Jobs and imports.
          entry(
              "job-already-queued",
              409,
              "Already queued",
              "Another job of the same unique key waits or runs."),
          entry(
              "scoring-model-not-better",
              422,
              "No better model",
              "On the newest leads, which were kept back from it, the model predicted no better"
                  + " than the active one; logLoss and activeLogLoss say how well both did."),
          entry(
              "scoring-model-not-compared",
              409,
              "Models not compared",
              "The model was trained before the active one, so the two were never held against each"
                  + " other; train a new one."),
          entry(
              "scoring-model-none-before",
              409,
              "No model to go back to",
              "No model was active before the one that is now."),
          entry(
              "scoring-model-none-active",
              409,
              "No active model",
              "No scoring model is active; train one and activate it."),
          entry(
              "import-file-too-large",
              422,
              "File too large",
              "The file is larger than imports may be."),
          entry("import-file-empty", 422, "File empty", "The file has no rows."),
          entry(
              "import-file-kind-unknown",
              422,
              "Kind of file unknown",
              "The file is neither text (CSV, NDJSON, vCard) nor a workbook (XLSX)."),
          entry(
              "import-file-damaged",
              422,
              "File damaged",
              "The packed file cannot be unpacked to its end."),
          entry(
              "import-unpacks-too-large",
              422,
              "Unpacks to too much",
              "The packed file unpacks to far more than a table of its size holds."),
          entry(
              "import-too-many-columns",
              422,
              "Too many columns",
              "The file has more columns than an import may have."),
          entry(
              "import-header-undecided",
              422,
              "Header undecided",
              "It could not be told whether the first row names the columns: say so with the"
                  + " mapping."),
          entry(
              "import-running",
              409,
              "Import running",
              "A running import cannot be removed; cancel it first."),
          entry(
              "preset-name-taken",
              409,
              "Preset name taken",
              "There is already a preset of this name."),
          entry(
              "preset-unfitting",
              422,
              "Preset unfitting",
              "The file has none of the columns that the preset says something of; columns lists"
                  + " them."));

  private RefusalCodes() {}

  private static Entry entry(String code, int status, String title, String meaning) {
    return new Entry(code, status, title, meaning);
  }
}
