package dev.kith.crm.application.intake.duplicates.scan;

import dev.kith.crm.application.intake.duplicates.RecordKeys;
import dev.kith.crm.application.intake.duplicates.SharedKeys;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What accounts and contacts have in common: their keys stand in one table. */
abstract class KeptRecords implements ScannedRecords {

  private final RecordKeys keys;
  private final String type;

  KeptRecords(RecordKeys keys, String type) {
    this.keys = keys;
    this.type = type;
  }

  @Override
  public SharedKeys keys() {
    return keys.shared(type);
  }

  /**
   * One that is deleted between the two reads is missing: what comes after it is found
   * nevertheless, for only where no id is left nothing is answered.
   */
  @Override
  public List<Scanned> after(@Nullable UUID after, int limit) {
    List<UUID> ids = keys.after(type, after, limit);
    List<Scanned> found = of(ids);
    return found.isEmpty() && !ids.isEmpty() ? after(ids.getLast(), limit) : found;
  }

  @Override
  public long count() {
    return keys.count(type);
  }

  @Override
  public boolean isComplete() {
    return keys.isComplete();
  }

  @Override
  public int complete(int most) {
    return keys.complete(most);
  }
}
