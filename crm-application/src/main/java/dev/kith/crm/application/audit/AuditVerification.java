package dev.kith.crm.application.audit;

import dev.kith.crm.application.audit.AuditReport.Broken;
import dev.kith.crm.application.audit.AuditReport.Damage;
import dev.kith.crm.domain.audit.AuditEntry;
import dev.kith.crm.domain.shared.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One reading of the whole trail. Each chain is checked entry by entry; the chains of versioned
 * records are walked side by side with the records themselves, both in the order of their ids, so
 * that neither has to fit into memory.
 */
final class AuditVerification {

  private static final int TELL_EVERY = 10_000;

  private final AuditStore store;
  private final List<VersionedRecords> kinds;
  private final LongConsumer tellEntries;
  private final List<Broken> broken = new ArrayList<>();
  private long brokenChains;
  private long entries;
  private long chains;

  private @Nullable Subject subject;
  private AuditEntry.Head head = AuditEntry.Head.START;
  private boolean damaged;
  private @Nullable RecordWalk walk;

  private AuditVerification(
      AuditStore store, List<VersionedRecords> kinds, LongConsumer tellEntries) {
    this.store = store;
    this.kinds = kinds;
    this.tellEntries = tellEntries;
  }

  /**
   * @param tellEntries told now and then how many entries have been checked; it may throw to end it
   *     early
   */
  static AuditReport of(AuditStore store, List<VersionedRecords> kinds, LongConsumer tellEntries) {
    AuditVerification verification = new AuditVerification(store, kinds, tellEntries);
    store.eachInChainOrder(verification::check);
    verification.endChain();
    verification.endKind();
    verification.checkKindsWithoutChains();
    return new AuditReport(
        verification.entries, verification.chains, verification.broken, verification.brokenChains);
  }

  private final List<String> seenTypes = new ArrayList<>();

  private void check(AuditEntry entry) {
    if (!entry.subject().equals(subject)) {
      endChain();
      beginChain(entry.subject());
    }
    if (!damaged && !entry.isIntactAfter(head)) {
      damage(entry.subject(), head.position() + 1, Damage.ALTERED);
    }
    head = entry.head();
    entries++;
    if (entries % TELL_EVERY == 0) {
      tellEntries.accept(entries);
    }
  }

  private void beginChain(Subject next) {
    if (subject == null || !subject.type().equals(next.type())) {
      endKind();
      seenTypes.add(next.type());
      walk =
          kinds.stream()
              .filter(k -> k.type().equals(next.type()))
              .findFirst()
              .map(RecordWalk::new)
              .orElse(null);
    }
    subject = next;
    head = AuditEntry.Head.START;
    damaged = false;
    chains++;
  }

  private void endChain() {
    Subject ended = subject;
    if (ended == null || walk == null) {
      return;
    }
    walk.skipTo(ended.id(), this::missing);
    Optional<Long> version = walk.versionOf(ended.id());
    if (!damaged && !version.equals(Optional.of(head.position()))) {
      compareAnew(ended, walk.records);
    }
  }

  private void endKind() {
    if (walk != null) {
      walk.rest(this::missing);
    }
    walk = null;
  }

  private void checkKindsWithoutChains() {
    for (VersionedRecords kind : kinds) {
      if (!seenTypes.contains(kind.type())) {
        new RecordWalk(kind).rest(this::missing);
      }
    }
  }

  /** A record that the walk came by without meeting a chain. */
  private void missing(VersionedRecords records, UUID id) {
    compareAnew(new Subject(records.type(), id), records);
  }

  /**
   * Somebody may have changed the record while the trail was read: it counts only if the chain
   * differs at one moment.
   */
  private void compareAnew(Subject record, VersionedRecords records) {
    OptionalLong before;
    OptionalLong after = records.version(record.id());
    long position;
    do {
      before = after;
      position = store.head(record).position();
      after = records.version(record.id());
    } while (!before.equals(after));
    long version = after.orElse(0);
    if (position < version) {
      damage(record, position + 1, Damage.CUT_OFF);
    } else if (position > version) {
      damage(record, version + 1, Damage.AHEAD);
    }
  }

  private void damage(Subject where, long position, Damage damage) {
    damaged = true;
    brokenChains++;
    if (broken.size() < AuditReport.MOST_SHOWN) {
      broken.add(new Broken(where, position, damage));
    }
  }
}
