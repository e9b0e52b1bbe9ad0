package dev.kith.crm.application.automation;

import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.automation.RuleId;
import dev.kith.crm.domain.shared.Subject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps what rules did. */
public interface FiringStore {

  /**
   * Keeps a firing in the current run, unless one of the same event, rule, version and record is
   * there, or one that may happen only once; answers whether it was kept.
   */
  boolean add(Firing firing);

  /** What became of a firing of the same run. */
  void tell(UUID firing, Firing.Trace trace);

  Optional<FiringView> find(UUID firing);

  /**
   * Lets a firing that failed count as one that acted, in the current run; unless it does already,
   * or one is there that may happen only once.
   *
   * @param once names what may happen only once; null where that has no limit
   * @return whether it was so
   */
  boolean reopen(UUID firing, @Nullable String once);

  /** It failed once more. */
  void failAgain(UUID firing, String reason, String code, Firing.Trace trace);

  /**
   * How often the rule acted on the record since that moment, itself included.
   *
   * @param shadow how often it would have, in shadow, in place of how often it did
   */
  long count(RuleId rule, Subject record, Instant since, boolean shadow);

  /** Whether what may happen only once has happened. */
  boolean hasHappened(String once);

  /** By {@link FiringView#CATALOGUE}. */
  Page<FiringView> list(ListQuery query);
}
