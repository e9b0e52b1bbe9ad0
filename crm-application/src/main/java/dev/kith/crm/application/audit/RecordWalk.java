package dev.kith.crm.application.audit;

import dev.kith.crm.application.kernel.RecordVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Walks along the records of one kind, in the order of their ids, a page at a time. */
final class RecordWalk {

  private static final int PAGE = 1_000;

  /** As databases order ids: byte by byte. {@link UUID} itself compares signed. */
  private static final Comparator<UUID> ORDER =
      (a, b) -> {
        int high = Long.compareUnsigned(a.getMostSignificantBits(), b.getMostSignificantBits());
        return high != 0
            ? high
            : Long.compareUnsigned(a.getLeastSignificantBits(), b.getLeastSignificantBits());
      };

  final VersionedRecords records;
  private Iterator<RecordVersion> page = List.<RecordVersion>of().iterator();
  private @Nullable RecordVersion here;
  private @Nullable UUID last;
  private boolean ended;

  RecordWalk(VersionedRecords records) {
    this.records = records;
    step();
  }

  /** Goes on to the record of that id, or the first behind it. */
  void skipTo(UUID id, BiConsumer<VersionedRecords, UUID> passed) {
    while (here != null && ORDER.compare(here.id(), id) < 0) {
      passed.accept(records, here.id());
      step();
    }
  }

  /** The version of the record of that id, if the walk stands at it; the walk goes on behind it. */
  Optional<Long> versionOf(UUID id) {
    RecordVersion found = here;
    if (found == null || !found.id().equals(id)) {
      return Optional.empty();
    }
    step();
    return Optional.of(found.version());
  }

  /** Goes to the end. */
  void rest(BiConsumer<VersionedRecords, UUID> passed) {
    while (here != null) {
      passed.accept(records, here.id());
      step();
    }
  }

  private void step() {
    if (!page.hasNext() && !ended) {
      List<RecordVersion> next = new ArrayList<>(records.versions(last, PAGE));
      ended = next.size() < PAGE;
      page = next.iterator();
    }
    here = page.hasNext() ? page.next() : null;
    last = here == null ? last : here.id();
  }
}
