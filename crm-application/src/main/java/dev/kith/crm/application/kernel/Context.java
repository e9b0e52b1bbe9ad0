package dev.kith.crm.application.kernel;

import dev.kith.crm.domain.access.Actor;
import java.util.UUID;
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
 * @param causation the event that led here, if one did
 * @param onReplay told when a command was not carried out again but answered from memory
 */
public record Context(
    Actor actor,
    @Nullable String idempotencyKey,
    @Nullable Long expectedVersion,
    @Nullable String requestId,
    @Nullable String cause,
    Causation causation,
    Runnable onReplay) {

  /**
   * Which event led to what is done now, and over how many steps.
   *
   * @param event the last of them; null where nothing but a person or a program led here
   * @param depth how many events caused each other up to that one, itself included; 0 for none
   */
  public record Causation(@Nullable UUID event, int depth) {
    public static final Causation NONE = new Causation(null, 0);
  }

  public static Context of(Actor actor) {
    return new Context(actor, null, null, null, null, Causation.NONE, () -> {});
  }

  public Context idempotent(String key, Runnable toldOnReplay) {
    return new Context(actor, key, expectedVersion, requestId, cause, causation, toldOnReplay);
  }

  public Context expecting(long version) {
    return new Context(actor, idempotencyKey, version, requestId, cause, causation, onReplay);
  }

  public Context request(String id) {
    return new Context(actor, idempotencyKey, expectedVersion, id, cause, causation, onReplay);
  }

  public Context causedBy(String newCause) {
    return new Context(
        actor, idempotencyKey, expectedVersion, requestId, newCause, causation, onReplay);
  }

  /** In consequence of an event: what is announced from here on is one step further. */
  public Context after(Causation step) {
    return new Context(actor, idempotencyKey, expectedVersion, requestId, cause, step, onReplay);
  }

  /** The same circumstances within a command that is already carried out once under the key. */
  public Context unrepeated() {
    return new Context(actor, null, expectedVersion, requestId, cause, causation, () -> {});
  }

  /**
   * The same circumstances for a further step of the same call: the key and the version were meant
   * for the first.
   */
  public Context further() {
    return new Context(actor, null, null, requestId, cause, causation, () -> {});
  }
}
