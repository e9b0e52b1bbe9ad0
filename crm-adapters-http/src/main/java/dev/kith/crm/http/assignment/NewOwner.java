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
import dev.kith.crm.http.kernel.json.ShapeCheck;
import java.util.List;
import java.util.Optional;
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
    List<Violation> problems = problems(call.body());
    if (!problems.isEmpty()) {
      return Outcome.refused(new Invalid(problems));
    }
    return pool(call.body())
        .map(pool -> unknownAtField(fromPool.apply(pool), POOL))
        .orElseGet(() -> toUser.apply(owner(call.body())));
  }

  /** What is wrong with a body that is of the shape. */
  public static List<Violation> problems(JsonNode body) {
    return body.has("owner") == body.has(POOL)
        ? List.of(
            body.has(POOL)
                ? Violation.at(POOL, "one-of", "Say either owner or pool.")
                : Violation.at(
                    "owner", "required", "Say to whom (owner), or from which pool (pool)."))
        : List.of();
  }

  /** The pool that a body names; empty where it says an owner. */
  public static Optional<AssignmentPoolId> pool(JsonNode body) {
    return Optional.ofNullable(body.path(POOL).textValue())
        .flatMap(ShapeCheck::uuid)
        .map(AssignmentPoolId::new);
  }

  /** The user whom a body names; null for nobody. */
  public static @Nullable UserId owner(JsonNode body) {
    return Optional.ofNullable(body.path("owner").textValue())
        .flatMap(ShapeCheck::uuid)
        .map(UserId::new)
        .orElse(null);
  }

  /** A pool that is not there is a problem of the field that names it. */
  public static <R> Outcome<R> unknownAtField(Outcome<R> outcome, String field) {
    return outcome instanceof Outcome.Refused<R>(NotFound(var type, var id))
            && type.equals("assignment-pool")
        ? Outcome.refused(Invalid.of(Violation.at(field, "unknown-pool", "There is no such pool.")))
        : outcome;
  }
}
