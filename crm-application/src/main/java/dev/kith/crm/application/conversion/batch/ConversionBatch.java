package dev.kith.crm.application.conversion.batch;

import dev.kith.crm.application.conversion.Conversions.Convert;
import dev.kith.crm.application.conversion.Conversions.Deal;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.conversion.DuplicatePolicy;
import dev.kith.crm.domain.job.JobId;
import dev.kith.crm.domain.lead.LeadId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Many leads that are converted alike. It is known by its job.
 *
 * @param dryRun whether it only says what would become of them
 * @param leads how many there are
 * @param endedAt null while its job is at work, waits, or can be made to wait again
 */
public record ConversionBatch(
    JobId id,
    Instant startedAt,
    Asker asker,
    boolean dryRun,
    Settings settings,
    int leads,
    @Nullable Instant endedAt) {

  /**
   * What holds for all leads of a batch.
   *
   * @param opportunity to open for each; null for none. It is called like the lead where no name
   *     stands among its fields
   * @param owner of what is created; null for the owner of each lead
   */
  public record Settings(
      @Nullable Deal opportunity, @Nullable UserId owner, DuplicatePolicy duplicates) {

    /** Accounts and contacts only; what may be the same is left to people. */
    public static final Settings USUAL = new Settings(null, null, DuplicatePolicy.REVIEW);

    public Settings opening(Deal deal) {
      return new Settings(deal, owner, duplicates);
    }

    public Settings ownedBy(UserId user) {
      return new Settings(opportunity, user, duplicates);
    }

    public Settings onDuplicates(DuplicatePolicy policy) {
      return new Settings(opportunity, owner, policy);
    }

    Convert of(LeadId lead) {
      Convert command = Convert.of(lead);
      Convert owned = owner == null ? command : command.ownedBy(owner);
      return opportunity == null ? owned : owned.opening(opportunity);
    }
  }

  /** What stands as the cause at its conversions. */
  public String cause() {
    return "conversion-batch/" + id;
  }
}
