package dev.kith.crm.application.intake.contact;

import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.intake.contact.SuppressionDraft;
import dev.kith.crm.domain.intake.contact.SuppressionEntry;
import dev.kith.crm.domain.intake.contact.SuppressionId;
import dev.kith.crm.domain.shared.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The list of addresses, domains and numbers that are left alone, whoever they belong to and
 * whatever these have said. Reading needs {@code consent:view} on all records, changing {@code
 * consent:administer} on all records.
 */
public interface Suppressions {

  int LARGEST_BATCH = 1_000;

  /**
   * What became of a batch.
   *
   * @param known how many were on the list already, for as long or longer
   */
  record Added(List<SuppressionEntry> added, int known) {
    public Added {
      added = List.copyOf(added);
    }
  }

  /**
   * Puts something on the list; the same target may be on it for several reasons. Refused with
   * {@code invalid}, {@code forbidden}.
   */
  Outcome<SuppressionEntry> add(SuppressionDraft draft);

  /**
   * Puts up to {@value #LARGEST_BATCH} on the list, all or none; what is on it already, for as long
   * or longer, is not put there again. Problems stand below {@code /items}.
   */
  Outcome<Added> addAll(List<SuppressionDraft> drafts);

  /**
   * Takes something off the list, which keeps that it was on it. Refused with {@code invalid} if no
   * reason is given, {@code not-found}, {@code forbidden}, {@code stale-version}.
   */
  Outcome<SuppressionEntry> remove(SuppressionId id, @Nullable String reason);

  /** Whether or not it is still on the list. */
  Outcome<SuppressionView> get(SuppressionId id);

  /** The fields by which they are listed: {@link SuppressionView#CATALOGUE}. */
  FieldCatalogue<SuppressionView> fields();

  /** The search looks at target and reason; the bin holds what was taken off. */
  Outcome<Page<SuppressionView>> list(ListQuery query);
}
