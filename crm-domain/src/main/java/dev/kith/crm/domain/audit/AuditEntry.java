package dev.kith.crm.domain.audit;

import com.google.common.hash.Hashing;
import com.google.common.io.ByteArrayDataOutput;
import com.google.common.io.ByteStreams;
import dev.kith.crm.domain.shared.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit trail.
 *
 * <p>The entries of one subject form a chain: each carries the hash of the one before, counted by
 * {@code position} without a gap. Whoever alters, inserts or removes an entry in the middle breaks
 * the chain at that place.
 *
 * @param position 1 for the first entry of the subject, then one more each
 * @param action what was done, such as {@code lead.edit}
 * @param requestId of the HTTP request or the embedder's call; null where there was none
 * @param cause what made the CRM do it by itself, such as {@code event/…} or {@code job/…}; null
 *     where somebody asked for it
 * @param hash SHA-256, hexadecimal, over {@code previousHash} and everything else in this entry
 */
public record AuditEntry(
    UUID id,
    Subject subject,
    long position,
    Instant at,
    String actorKind,
    UUID actorId,
    String actorName,
    String action,
    List<FieldChange> changes,
    @Nullable String requestId,
    @Nullable String cause,
    String previousHash,
    String hash) {

  /** What the first entry of a chain has for the hash of the one before. */
  public static final String GENESIS = "0".repeat(64);

  public AuditEntry {
    changes = List.copyOf(changes);
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  /** Where a chain stands: the position and the hash of its last entry. */
  public record Head(long position, String hash) {
    public static final Head START = new Head(0, GENESIS);
  }

  /** The next entry of a chain, sealed with its hash. */
  public static AuditEntry following(
      Head head,
      UUID id,
      Subject subject,
      Instant at,
      String actorKind,
      UUID actorId,
      String actorName,
      String action,
      List<FieldChange> changes,
      @Nullable String requestId,
      @Nullable String cause) {
    AuditEntry unsealed =
        new AuditEntry(
            id,
            subject,
            head.position() + 1,
            at,
            actorKind,
            actorId,
            actorName,
            action,
            changes,
            requestId,
            cause,
            head.hash(),
            "");
    return new AuditEntry(
        id,
        subject,
        unsealed.position,
        unsealed.at,
        actorKind,
        actorId,
        actorName,
        action,
        changes,
        requestId,
        cause,
        head.hash(),
        unsealed.computedHash());
  }

  /** Whether the entry is what was sealed, and follows on {@code head}. */
  public boolean isIntactAfter(Head head) {
    return position == head.position() + 1
        && previousHash.equals(head.hash())
        && hash.equals(computedHash());
  }

  /** The entry for a reader from whom these fields are hidden. */
  public AuditEntry without(Set<String> hidden) {
    return hidden.isEmpty()
        ? this
        : showing(changes.stream().filter(c -> !hidden.contains(c.field())).toList());
  }

  /** The entry for a reader from whom some fields are hidden; it no longer proves anything. */
  public AuditEntry showing(List<FieldChange> visible) {
    return new AuditEntry(
        id,
        subject,
        position,
        at,
        actorKind,
        actorId,
        actorName,
        action,
        visible,
        requestId,
        cause,
        previousHash,
        hash);
  }

  public Head head() {
    return new Head(position, hash);
  }

  private String computedHash() {
    // All parts first, then the digest at once: thousands of entries are sealed in a second.
    ByteArrayDataOutput parts = ByteStreams.newDataOutput(1024);
    put(parts, previousHash);
    put(parts, id.toString());
    put(parts, subject.toString());
    put(parts, Long.toString(position));
    put(parts, at.toString());
    put(parts, actorKind);
    put(parts, actorId.toString());
    put(parts, actorName);
    put(parts, action);
    parts.writeInt(changes.size());
    for (FieldChange change : changes) {
      put(parts, change.field());
      put(parts, change.before());
      put(parts, change.after());
    }
    put(parts, requestId);
    put(parts, cause);
    return Hashing.sha256().hashBytes(parts.toByteArray()).toString();
  }

  /** Each part goes in with its length, so that no two different entries read the same. */
  private static void put(ByteArrayDataOutput parts, @Nullable String text) {
    if (text == null) {
      parts.writeInt(-1);
    } else {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      parts.writeInt(bytes.length);
      parts.write(bytes);
    }
  }
}
