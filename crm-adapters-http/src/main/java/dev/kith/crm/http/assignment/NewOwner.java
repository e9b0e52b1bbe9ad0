package dev.kith.crm.http.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.assignment.AssignmentPoolId;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.Call;
import dev.kith.crm.http.kernel.json.Shape;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** To whom a record is to be given: to a user, to nobody, or to somebody of a pool. */
public final class NewOwner {

  private static final String POOL = "pool";

  private NewOwner() {}

  /** What such a request can be refused with, besides what the record has of its own. */
  public static String[] refusals() {
    return new String[] {"unknown-owner", "invalid", "pool-inactive"};
  }

  /** The body of such a request. */
  public static Shape.Fields shape(String name) {
    return Shape.fields(
        name,
        Shape.optional("owner", Shape.orNull(Shape.uuid()), "Id of a user; null for nobody"),
        Shape.optional(
            POOL,
            Shape.uuid(),
            "In place of an owner: id of a pool, of which somebody gets it as its rules say"));
  }

  /** Does what the body says, which names an owner or a pool. */
  public static <R> Outcome<R> give(
      Call call,
      Function<@Nullable UserId, Outcome<R>> toUser,
      Function<AssignmentPoolId, Outcome<R>> fromPool) {
    JsonNode owner = call.body().get("owner");
    JsonNode pool = call.body().get(POOL);
    if (owner == null && pool == null) {
      return refused("owner", "required", "Say to whom (owner), or from which pool (pool).");
    }
    if (owner != null && pool != null) {
      return refused(POOL, "one-of", "Say either owner or pool.");
    }
    if (pool == null) {
      return toUser.apply(
          owner == null || owner.isNull() ? null : new UserId(UUID.fromString(owner.asText())));
    }
    return unknownAtField(
        fromPool.apply(new AssignmentPoolId(UUID.fromString(pool.asText()))), POOL);
  }

  /** A pool that is not there is a problem of the field that names it. */
  public static <R> Outcome<R> unknownAtField(Outcome<R> outcome, String field) {
    return outcome instanceof Outcome.Refused<R>(NotFound(var type, var id))
            && type.equals("assignment-pool")
        ? refused(field, "unknown-pool", "There is no such pool.")
        : outcome;
  }

  private static <R> Outcome<R> refused(String field, String code, String message) {
    return Outcome.refused(Invalid.of(Violation.at(field, code, message)));
  }
}
