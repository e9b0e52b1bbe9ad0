package dev.kith.crm.application.event;

import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.CommonRefusal.NotFound;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Subject;
import dev.kith.crm.domain.shared.Violation;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class EventService implements Events {

  private static final Permission VIEW = new Permission(Feature.EVENT, Action.VIEW);
  private static final Permission ADMINISTER = new Permission(Feature.EVENT, Action.ADMINISTER);

  private final Kernel kernel;
  private final Context context;
  private final Outbox outbox;
  private final Runnable wake;

  EventService(Kernel kernel, Context context, Runnable wake) {
    this.kernel = kernel;
    this.context = context;
    this.outbox = kernel.storage().outbox();
    this.wake = wake;
  }

  @Override
  public Outcome<List<EventEnvelope>> after(@Nullable UUID after, int limit) {
    return viewed(limit, () -> outbox.after(after, limit));
  }

  @Override
  public Outcome<List<Outbox.Delivery>> deadLetters(int limit) {
    return viewed(limit, () -> outbox.deadLetters(limit));
  }

  @Override
  public Outcome<Outbox.Backlog> backlog() {
    return viewed(1, outbox::backlog);
  }

  @Override
  public Outcome<UUID> replay(UUID event, String reaction) {
    return Permits.requireOnAll(
        context.actor(),
        ADMINISTER,
        () -> kernel.transactions().run(() -> replayed(event, reaction)));
  }

  private Outcome<UUID> replayed(UUID event, String reaction) {
    if (!outbox.replay(event, reaction, kernel.now())) {
      return Outcome.refused(new NotFound("dead letter", event + " to " + reaction));
    }
    kernel
        .auditing()
        .record(
            context,
            new Subject("event", event),
            "event.replay",
            List.of(new FieldChange("reaction", null, reaction)),
            kernel.now());
    kernel.transactions().afterCommit(wake);
    return Outcome.done(event);
  }

  private <T> Outcome<T> viewed(int limit, Supplier<T> read) {
    return Permits.requireOnAll(
        context.actor(),
        VIEW,
        () ->
            limit < 1 || limit > LARGEST_PAGE
                ? Outcome.refused(
                    Invalid.of(
                        Violation.at(
                            "limit", "out-of-range", "The limit is 1 to " + LARGEST_PAGE + ".")))
                : Outcome.done(read.get()));
  }
}
