package dev.kith.crm.application.conversion.batch;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import dev.kith.crm.domain.access.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who asked for a batch, with what they might do then; it is done in their name.
 *
 * @param grants such as {@code lead:edit TEAM}
 */
public record Asker(
    Actor.Kind kind,
    UserId id,
    String name,
    List<String> grants,
    Set<String> masked,
    Set<UserId> colleagues,
    @Nullable String request) {

  private static final Splitter WORDS = Splitter.on(' ');

  public Asker {
    grants = ImmutableList.copyOf(grants);
    masked = ImmutableSet.copyOf(masked);
    colleagues = ImmutableSet.copyOf(colleagues);
  }

  static Asker of(Context context) {
    Actor actor = context.actor();
    return new Asker(
        actor.kind(),
        actor.id(),
        actor.name(),
        actor.grants().scopes().entrySet().stream()
            .map(grant -> grant.getKey().code() + " " + grant.getValue().name())
            .sorted()
            .toList(),
        actor.grants().maskedFields(),
        actor.colleagues(),
        context.requestId());
  }

  /** A permission that there is no more is not held any more. */
  Actor actor() {
    ImmutableMap.Builder<Permission, Scope> scopes = ImmutableMap.builder();
    grants.forEach(grant -> {
      List<String> words = WORDS.splitToList(grant);
      Permission.named(words.getFirst())
          .ifPresent(permission -> scopes.put(permission, Scope.valueOf(words.getLast())));
    });
    Map<Permission, Scope> held = scopes.buildOrThrow();
    return new Actor(kind, id, name, new Grants(held, masked), colleagues);
  }

  Context context(String cause) {
    Context context = Context.of(actor()).causedBy(cause);
    return request == null ? context : context.request(request);
  }
}
