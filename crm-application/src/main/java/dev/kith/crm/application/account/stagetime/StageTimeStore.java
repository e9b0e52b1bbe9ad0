package dev.kith.crm.application.account.stagetime;

import dev.kith.crm.application.job.Plans;
import dev.kith.crm.domain.account.AccountId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps when the time of accounts in their stages is up, and of which stays that was told. */
public interface StageTimeStore extends Plans<StageTimeStore.Planned> {

  /**
   * That it is looked whether the time of an account is up.
   *
   * @param stay its number among those of the account
   */
  record Planned(AccountId account, int stay, Instant due) {}

  /**
   * A stay that lasts.
   *
   * @param upAt null where it may last for as long as it likes, or its time does not count
   */
  record Timed(AccountId account, int stay, @Nullable Instant upAt) {}

  /**
   * Keeps what is said of these stays, in the place of what was said of the same stay or an earlier
   * one of the account; of a later one it is passed over. A look is planned unless it was told
   * already. Of accounts whose time never counted nothing is kept.
   */
  void keep(List<Timed> stays);

  /** The time of accounts in other stages than these does not count any more. */
  void keepOnly(Collection<String> stages);

  /** Notes that it was told; false, and nothing done, if it was before. */
  boolean tell(AccountId account, int stay);
}
