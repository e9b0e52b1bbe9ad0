package dev.kith.crm.application.kernel;

import dev.kith.crm.domain.access.Actor;
import org.jspecify.annotations.Nullable;

/**
 * In which circumstances a call is made; the same for REST, pages, jobs and embedders.
 *
 * @param idempotencyKey if given, the next command is carried out at most once under this key, for
 *     this actor
 * @param expectedVersion if given, a command on a record is refused unless the record is at this
 *     version
 * @param requestId names the call in the audit trail and in logs
 * @param cause what made the CRM act by itself, such as {@code event/…} or {@code job/…}
 * @param onReplay told when a command was not carried out again but answered from memory
 */
public record Context(
    Actor actor,
    @Nullable String idempotencyKey,
    @Nullable Long expectedVersion,
    @Nullable String requestId,
    @Nullable String cause,
    Runnable onReplay) {

  public static Context of(Actor actor) {
    return new Context(actor, null, null, null, null, () -> {});
  }

  public Context idempotent(String key, Runnable toldOnReplay) {
    return new Context(actor, key, expectedVersion, requestId, cause, toldOnReplay);
  }

  public Context expecting(long version) {
    return new Context(actor, idempotencyKey, version, requestId, cause, onReplay);
  }

  public Context request(String id) {
    return new Context(actor, idempotencyKey, expectedVersion, id, cause, onReplay);
  }

  public Context causedBy(String newCause) {
    return new Context(actor, idempotencyKey, expectedVersion, requestId, newCause, onReplay);
  }

  /** The same circumstances within a command that is already carried out once under the key. */
  public Context unrepeated() {
    return new Context(actor, null, expectedVersion, requestId, cause, () -> {});
  }

  /**
   * The same circumstances for a further step of the same call: the key and the version were meant
   * for the first.
   */
  public Context further() {
    return new Context(actor, null, null, requestId, cause, () -> {});
  }
}
